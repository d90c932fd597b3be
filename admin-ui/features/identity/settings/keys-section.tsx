import { useState } from 'preact/hooks'
import { LEAK_ACTIONS } from '../../../../contract/identity.data.ts'
import { Radios } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { errorAt } from '../../../forms/form.ts'
import { SettingCard } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { DaysRow, FactRow, OnOffRow, settingName } from './organization-rows.tsx'
import { useOrganizationSettings } from './use-organization-form.ts'

/** How keys are accepted, what happens to a leaked one, and when people are reminded of one. */
export function KeysSection() {
  const { draft, errors, readOnly, onDraft } = useOrganizationSettings()
  return (
    <>
      <SettingCard title={m.settings_using_keys()}>
        <QueryKeysRow />
        {readOnly ? (
          <FactRow label={settingName('leakAction')}>
            {m.settings_leak_action_name({ leakAction: draft.leakAction })}
          </FactRow>
        ) : (
          <div class="border-t border-line px-4 py-3">
            <Radios
              legend={settingName('leakAction')}
              stacked
              value={draft.leakAction}
              choices={LEAK_ACTIONS.map((value) => ({
                value,
                label: m.settings_leak_action_name({ leakAction: value }),
                hint: m.settings_leak_hint({ leakAction: value }),
              }))}
              error={errorAt(errors, 'leakAction')}
              onValue={(leakAction) => onDraft({ leakAction })}
            />
          </div>
        )}
      </SettingCard>
      <SettingCard title={m.settings_reminders()}>
        <DaysRow setting="unusedAfterDays" hint={m.settings_unused_after_hint()} />
        <DaysRow setting="expiryWarningDays" />
        <DaysRow setting="rotationReminderDays" off={m.settings_off()} />
      </SettingCard>
    </>
  )
}

/** Whether a key may be sent in a URL. Turning it on needs confirmation, and lists the risks. */
function QueryKeysRow() {
  const { onDraft } = useOrganizationSettings()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <OnOffRow setting="keysInQuery" hint={m.settings_keys_in_query_hint()} onTurnOn={() => setAsking(true)} />
      {asking && (
        <ConfirmDialog
          title={m.settings_risk_title()}
          confirm={m.settings_risk_confirm()}
          onClose={close}
          onConfirm={() => {
            onDraft({ keysInQuery: true })
            close()
          }}
        >
          <div>
            <p>{m.settings_risk_lead()}</p>
            <ul class="my-3 list-disc pl-6">
              {[m.settings_risks_1(), m.settings_risks_2(), m.settings_risks_3(), m.settings_risks_4()].map((risk) => (
                <li key={risk}>{risk}</li>
              ))}
            </ul>
            <p>{m.settings_risk_end()}</p>
          </div>
        </ConfirmDialog>
      )}
    </>
  )
}
