import { SettingCard } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { RETENTION_FIELDS } from './organization-draft.ts'
import { DaysRow, OnOffRow } from './organization-rows.tsx'

/** How long log entries, deliveries and the audit log are kept, and whether they are archived first. */
export const RetentionSection = () => (
  <SettingCard title={m.settings_kept_for()}>
    {RETENTION_FIELDS.map((setting) => (
      <DaysRow key={setting} setting={setting} hint={m.settings_retention_hint({ setting })} />
    ))}
    <OnOffRow setting="archiveLogs" hint={m.settings_archive_logs_hint()} />
  </SettingCard>
)
