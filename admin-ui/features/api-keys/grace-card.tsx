import { ShieldOff } from 'lucide-preact'
import type { ApiKey } from '../../../contract/api-keys.ts'
import { Bar } from '../../charts/bar.tsx'
import { formatInstant } from '../../format/language.ts'
import { now } from '../../hooks/clock.ts'
import { useCan } from '../../hooks/me.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { Button } from '../../ui/button.tsx'
import { openKey } from './actions.tsx'
import { useKeyUsage } from './rotation.ts'
import { words } from './rotation-words.ts'

/** While the old secret of a key still works: until when, how much it is still used, and a way to end it. */
export function GraceCard({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const rotation = useKeyUsage(apiKey.id, 1, { every: () => 5000 }).data?.rotation
  if (!rotation?.graceEndsAt || Date.parse(rotation.graceEndsAt) <= now.value) return null
  const { calls, previousCalls, graceEndsAt } = rotation
  return (
    <section class="card mb-4 flex flex-col gap-2 p-3">
      <h3>{t.oldWorksUntil(formatInstant(new Date(graceEndsAt)))}</h3>
      <Bar share={calls === 0 ? 0 : previousCalls / calls} tone={previousCalls > 0 ? 'warn' : 'plain'} />
      <p class="text-sm text-soft">{t.oldShare(previousCalls, calls)}</p>
      {mayWrite && (
        <div>
          <Button small icon={ShieldOff} onClick={() => openKey(url, apiKey.id, 'stop-old')}>
            {t.stopOld}
          </Button>
        </div>
      )}
    </section>
  )
}
