import { useState } from 'preact/hooks'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'

const KeyForm = lazy(() => import('./key-form.tsx').then((it) => it.KeyForm))

type KeyPartProps = { made: string | null; onMade: (key: string) => void }

/** Creates a key for the agent, or leaves a placeholder for one that exists. */
export function KeyPart({ made, onMade }: KeyPartProps) {
  const mayCreate = useCan('api-keys:write')
  const [open, setOpen] = useState(false)
  if (made !== null) return <Note tone="warn">{m.gateway_connect_made()}</Note>
  if (!open) {
    return (
      <div class="flex flex-wrap items-center gap-3">
        {mayCreate && <Button onClick={() => setOpen(true)}>{m.gateway_connect_create_key()}</Button>}
        <p class="min-w-0 text-soft">{m.gateway_connect_own_key({ placeholder: m.gateway_connect_placeholder() })}</p>
      </div>
    )
  }
  return <KeyForm onMade={onMade} onClose={() => setOpen(false)} />
}
