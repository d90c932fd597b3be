import { useCan } from '../../hooks/me.ts'
import { Loaded } from '../../ui/async-states.tsx'
import { Note } from '../../ui/note.tsx'
import { online } from '../../ui/online.ts'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { RuleItem } from './rule-item.tsx'
import { useChangeRule, useRules } from './rule-queries.ts'
import { words } from './rule-words.ts'

/** The rule of each kind of alert: when, by which channels, and whether it is muted. Changes are saved at once. */
export function RulesTab() {
  const t = words()
  const mayWrite = useCan('alerts:write')
  const rules = useRules()
  const { change, changing } = useChangeRule()
  return (
    <>
      <p class="mb-3 text-soft">{t.lead}</p>
      <div class="mb-3 flex flex-col gap-2 empty:hidden">
        {!mayWrite && <Note>{t.viewOnly}</Note>}
        {mayWrite && !online.value && <Note tone="warn">{t.offline}</Note>}
      </div>
      <section class="card min-w-0" aria-label={t.title}>
        <Loaded query={rules} waiting={<SkeletonRows rows={8} height="card" />}>
          {({ data }) => (
            <ul>
              {data.data.map((rule) => (
                <RuleItem
                  key={rule.kind}
                  rule={rule}
                  readOnly={!mayWrite || !online.value}
                  busy={changing === rule.kind}
                  onChange={(it, said) => change({ kind: rule.kind, change: it, said })}
                />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
    </>
  )
}
