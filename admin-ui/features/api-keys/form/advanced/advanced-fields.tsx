import { ChevronRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { errorAt, type FieldsProps } from '../../../../forms/form.ts'
import { m } from '../../../../messages/index.ts'
import { lazy } from '../../../../ui/page/lazy.tsx'
import type { Draft } from '../draft/draft.ts'

// Folded at first, and large: its code is loaded separately.
const AdvancedBody = lazy(() => import('./advanced-body.tsx').then((it) => it.AdvancedBody))

const PATHS = ['allowedIps', 'consistency', 'captureBodies', 'rotation', 'credits', 'tags', 'ownerId', 'metadata']

/** Settings that most keys do not change: folded below the names of what is inside, unless one is set or invalid. */
export function AdvancedFields(props: FieldsProps<Draft> & { isNew: boolean; isChild?: boolean }) {
  const { draft, errors } = props
  const [open, setOpen] = useState(() => isSet(draft))
  const invalid = PATHS.some((path) => errorAt(errors, path) !== undefined)
  const shown = open || invalid
  return (
    <details
      class="group card"
      open={shown}
      onToggle={({ currentTarget }) => {
        // An error is never hidden, and the element toggles itself.
        if (invalid) currentTarget.open = true
        setOpen(currentTarget.open)
      }}
    >
      <summary class="flex min-h-11 list-none items-center gap-2.5 px-3 py-2">
        <ChevronRight size={16} class="flex-none text-faint group-open:rotate-90" aria-hidden="true" />
        <span class="flex-none font-medium">{m.api_keys_dialog_advanced()}</span>
        <span class="min-w-0 truncate text-sm text-soft">{m.api_keys_dialog_advanced_inside()}</span>
      </summary>
      {shown && (
        <div class="flex flex-col gap-5 border-t border-line p-4">
          <AdvancedBody {...props} />
        </div>
      )}
    </details>
  )
}

const isSet = ({
  allowedIps,
  consistency,
  capture,
  recoverable,
  rotation,
  credits,
  tags,
  ownerId,
  metadata,
}: Draft): boolean =>
  allowedIps !== '' ||
  consistency === 'strict' ||
  capture !== 'inherit' ||
  recoverable ||
  rotation.on ||
  credits.on ||
  tags.length > 0 ||
  ownerId !== '' ||
  metadata !== ''
