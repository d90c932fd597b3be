import { formatInstant } from '../../format/language.ts'
import { Note } from '../../ui/note.tsx'
import { useRules } from './rule-queries.ts'
import { words } from './words.ts'

/** Lists the kinds that are muted or off, so that an empty list is not mistaken for no problems. Nothing while none is. */
export function SilentNote({ onRules }: { onRules: () => void }) {
  const t = words()
  const rules = useRules().data?.data.data ?? []
  const silent = rules.flatMap(({ kind, enabled, mutedUntil }) => {
    if (!enabled) return [t.off(t.kinds[kind])]
    return mutedUntil ? [t.mutedUntil(t.kinds[kind], formatInstant(new Date(mutedUntil)))] : []
  })
  if (silent.length === 0) return null
  return (
    <div class="mb-4">
      <Note tone="warn">
        {t.silent} {silent.join(', ')}.{' '}
        <button type="button" class="link" onClick={onRules}>
          {t.changeRules}
        </button>
      </Note>
    </div>
  )
}
