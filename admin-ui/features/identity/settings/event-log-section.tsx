import { MAX_REDACT_NAME } from '../../../../contract/identity.data.ts'
import { Chips } from '../../../forms/chips.tsx'
import { errorAt } from '../../../forms/form.ts'
import { SettingCard } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { FactRow, OnOffRow, settingName } from './organization-rows.tsx'
import { useOrganizationSettings } from './use-organization-form.ts'

/** Whether the log captures headers and bodies, with the risks and the cost, and additional names to redact. */
export function EventLogSection() {
  const { draft, errors, readOnly, onDraft } = useOrganizationSettings()
  return (
    <SettingCard title={m.settings_capture_title()}>
      <OnOffRow setting="captureBodies" hint={m.settings_capture_bodies_hint()} />
      {draft.captureBodies && !readOnly && (
        <div class="px-4 pb-3">
          <Note tone="warn">
            <p>{m.settings_capture_risk()}</p>
            <p class="mt-1">{m.settings_capture_cost()}</p>
          </Note>
        </div>
      )}
      {readOnly ? (
        <FactRow label={settingName('redactNames')}>{draft.redactNames.join(', ') || m.settings_none()}</FactRow>
      ) : (
        <div class="border-t border-line px-4 py-3">
          <Chips
            label={settingName('redactNames')}
            hint={m.settings_capture_redact_names_hint()}
            error={errorAt(errors, 'redactNames')}
            maxLength={MAX_REDACT_NAME}
            chips={draft.redactNames}
            removeLabel={(name) => m.settings_capture_remove_name({ name })}
            onChips={(redactNames) => onDraft({ redactNames })}
          />
        </div>
      )}
    </SettingCard>
  )
}
