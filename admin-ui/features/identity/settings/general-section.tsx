import { MAX_NAME } from '../../../../contract/common.data.ts'
import { formatDay } from '../../../format/language.ts'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { FactRow, settingName, TextRow } from './organization-rows.tsx'
import { useOrganizationSettings } from './use-organization-form.ts'

/** UTC is missing in the list of some browsers, and the current zone may be unknown to this browser. */
const zonesWith = (zone: string) => [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])].sort()
const spoken = (zone: string) => zone.replaceAll('_', ' ')

/** What the organization is called, its time zone, and where its alerts go. */
export function GeneralSection() {
  const { organization, draft, readOnly, onDraft } = useOrganizationSettings()
  return (
    <>
      <SettingCard title={m.settings_organization_title()}>
        <TextRow setting="name" autocomplete="organization" maxLength={MAX_NAME} />
        {readOnly ? (
          <FactRow label={settingName('timeZone')}>{spoken(draft.timeZone)}</FactRow>
        ) : (
          <SettingRow label={settingName('timeZone')} hint={m.settings_time_zone_hint()}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={draft.timeZone}
                onChange={(event) => onDraft({ timeZone: event.currentTarget.value })}
              >
                {zonesWith(draft.timeZone).map((zone) => (
                  <option key={zone} value={zone}>
                    {spoken(zone)}
                  </option>
                ))}
              </select>
            )}
          </SettingRow>
        )}
        <FactRow label={m.settings_slug()}>
          <code>{organization.slug}</code>
        </FactRow>
        <FactRow label={m.settings_created()}>{formatDay(new Date(organization.createdAt))}</FactRow>
      </SettingCard>
      <SettingCard title={m.settings_alerts_title()}>
        <TextRow setting="alertEmail" type="email" autocomplete="off" hint={m.settings_alert_email_hint()} />
      </SettingCard>
    </>
  )
}
