import { useCan, useLacks } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { online } from '../../ui/feedback/online.ts'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { EmailChannel } from './email-channel.tsx'
import { useOrganization } from './organization.ts'
import { useChangeRule, useRules } from './rule-queries.ts'
import { Rules } from './rules-table.tsx'

const waiting = <SkeletonRows rows={20} height="row" />

/** The rules of all kinds of alerts: thresholds, channels and mutes. Changes are saved at once. */
export function RulesTab() {
  const mayWrite = useCan('alerts:write')
  const viewOnly = useLacks('alerts:write')
  const rules = useRules()
  const { change, changing } = useChangeRule()
  const organization = useOrganization()
  return (
    <>
      <p class="mb-3 text-soft">{m.alert_rules_lead()}</p>
      <div class="mb-3 flex flex-col gap-2 empty:hidden">
        {viewOnly && <Note>{m.alert_rules_view_only()}</Note>}
        {mayWrite && !online.value && <Note tone="warn">{m.alert_rules_offline()}</Note>}
      </div>
      <section class="card min-w-0 overflow-hidden" aria-label={m.alert_rules_title()}>
        <Loaded query={rules} waiting={waiting}>
          {({ data: { data, mailConfigured } }) =>
            // Together with the rules, so that these do not move when it is known.
            organization.isLoading ? (
              waiting
            ) : (
              <>
                <EmailChannel rules={data} mailConfigured={mailConfigured} />
                <Rules
                  rules={data.map((rule) => ({
                    rule,
                    readOnly: !mayWrite || !online.value,
                    busy: changing === rule.kind,
                    onChange: (it, said) => change({ kind: rule.kind, change: it, said }),
                  }))}
                />
              </>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
