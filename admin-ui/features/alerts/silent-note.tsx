import { formatInstant } from '../../format/language.ts'
import { m } from '../../messages/index.ts'
import { Note } from '../../ui/feedback/note.tsx'
import { useRules } from './rule-queries.ts'

/**
 * Lists the kinds that are muted or off, so that an empty list is not mistaken for no problems. Renders nothing if
 * there are none.
 */
export function SilentNote({ onRules }: { onRules: () => void }) {
  const rules = useRules().data?.data.data ?? []
  const silent = rules.flatMap(({ kind, enabled, mutedUntil }) => {
    if (!enabled) return [m.alerts_off({ kind: m.alerts_kind_name({ kind }) })]
    return mutedUntil
      ? [m.alerts_muted_until({ kind: m.alerts_kind_name({ kind }), until: formatInstant(new Date(mutedUntil)) })]
      : []
  })
  if (silent.length === 0) return null
  return (
    <div class="mb-4">
      <Note tone="warn">
        {m.alerts_silent()} {silent.join(', ')}.{' '}
        <button type="button" class="link" onClick={onRules}>
          {m.alerts_change_rules()}
        </button>
      </Note>
    </div>
  )
}
