import { Checkbox } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { LEAST_DAYS, MOST_DAYS, type OrganizationDraft, RETENTION_FIELDS } from './organization-draft.ts'
import { words } from './organization-words.ts'

/** For how long entries, deliveries and the audit log are kept, and whether an archive is written first. */
export function RetentionFields({ draft, errors, onDraft }: FieldsProps<OrganizationDraft>) {
  const t = words()
  return (
    <>
      <p class="text-sm text-soft">{t.retentionLead}</p>
      <div class="grid gap-4 sm:grid-cols-2">
        {RETENTION_FIELDS.map((name) => (
          <TextField
            key={name}
            label={t.keeps[name]}
            hint={`${t.range(LEAST_DAYS[name] ?? 1, MOST_DAYS[name])} ${t.keepsHints[name]}`}
            autocomplete="off"
            maxLength={4}
            error={errorAt(errors, name)}
            value={draft[name]}
            onValue={(days) => onDraft({ [name]: days })}
          />
        ))}
      </div>
      <Checkbox
        label={t.archiveLogs}
        hint={t.archiveLogsHint}
        checked={draft.archiveLogs}
        onChecked={(archiveLogs) => onDraft({ archiveLogs })}
      />
    </>
  )
}
