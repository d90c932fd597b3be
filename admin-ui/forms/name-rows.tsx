import { MAX_DESCRIPTION, MAX_NAME } from '../../contract/common.data.ts'
import { m } from '../messages/index.ts'
import { errorAt, type FieldsProps } from './form.ts'
import { SettingRow } from './setting-row.tsx'

type NameRowsProps = FieldsProps<{ name: string; description: string }> & {
  labels: { name: string; nameHint?: string; descriptionHint?: string }
}

/** The first rows of most settings: name and description. */
export const NameRows = ({ draft, errors, labels, onDraft }: NameRowsProps) => (
  <>
    <SettingRow label={labels.name} hint={labels.nameHint} error={errorAt(errors, 'name')}>
      {(control) => (
        <input
          {...control}
          type="text"
          class="input"
          required
          autocomplete="off"
          maxLength={MAX_NAME}
          value={draft.name}
          onInput={(event) => onDraft({ name: event.currentTarget.value })}
        />
      )}
    </SettingRow>
    <SettingRow label={m.fields_description()} hint={labels.descriptionHint} error={errorAt(errors, 'description')}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          rows={2}
          maxLength={MAX_DESCRIPTION}
          value={draft.description}
          onInput={(event) => onDraft({ description: event.currentTarget.value })}
        />
      )}
    </SettingRow>
  </>
)
