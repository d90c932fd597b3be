import type { Module } from '../../../../client/src/generated.ts'
import { FIELD_TYPES, MAX_FIELD_LABEL } from '../../../../contract/modules.data.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { Field, TextField } from '../../../forms/field.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { TextArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { canBeIndexed, canBeUnique, type FieldDraft, withLabel } from './draft.ts'

type FieldEditorProps = {
  field: FieldDraft
  /** Errors by the paths of the field: `name`, `options`. */
  errors: FieldErrors
  /** The modules that a link can lead to. */
  modules: readonly Pick<Module, 'slug' | 'name'>[]
  /** The key of a stored field cannot be changed. */
  existing?: boolean
  autofocus?: boolean
  onField: (patch: Partial<FieldDraft>) => void
}

/** The form of one field: what it is called, what it holds, and what holds for its values. */
export function FieldEditor({ field, errors, modules, existing = false, autofocus, onField }: FieldEditorProps) {
  return (
    <div class="flex flex-col gap-4">
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          label={m.records_field_label()}
          required
          {...(autofocus ? { autofocus } : {})}
          autocomplete="off"
          maxLength={MAX_FIELD_LABEL}
          error={errors.label}
          value={field.label}
          onValue={(label) => onField(existing ? { label } : withLabel(field, label))}
        />
        {existing ? (
          <div class="flex flex-col gap-1">
            <p class="font-medium">{m.records_field_key()}</p>
            <p class="flex min-h-9 items-center">
              <code class="wrap-anywhere">{field.name}</code>
            </p>
            <p class="text-sm text-soft">{m.records_field_key_fixed()}</p>
          </div>
        ) : (
          <TextField
            label={m.records_field_key()}
            hint={m.records_field_key_hint()}
            required
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            maxLength={64}
            error={errors.name}
            value={field.name}
            onValue={(name) => onField({ name })}
          />
        )}
        <Select
          label={m.records_field_type()}
          value={field.type}
          choices={FIELD_TYPES.map((value) => ({ value, label: m.records_type_name({ type: value }) }))}
          onValue={(type) => onField({ type })}
        />
        {field.type === 'reference' && (
          <TargetField field={field} error={errors.module} modules={modules} onField={onField} />
        )}
        {field.type === 'select' && (
          <TextArea
            label={m.records_field_options()}
            hint={m.records_field_options_hint()}
            required
            rows={4}
            error={errors.options}
            value={field.options}
            onValue={(options) => onField({ options })}
          />
        )}
      </div>
      <div class="grid gap-2">
        <Checkbox
          label={m.records_field_required()}
          hint={m.records_field_required_hint()}
          checked={field.required}
          onChecked={(required) => onField({ required })}
        />
        {canBeUnique(field) && (
          <Checkbox
            label={m.records_field_unique()}
            hint={m.records_field_unique_hint()}
            checked={field.unique}
            onChecked={(unique) => onField({ unique })}
          />
        )}
        {canBeIndexed(field) && (
          <Checkbox
            label={m.records_field_indexed()}
            hint={field.unique ? m.records_field_indexed_by_unique() : m.records_field_indexed_hint()}
            checked={field.indexed || field.unique}
            disabled={field.unique && canBeUnique(field)}
            onChecked={(indexed) => onField({ indexed })}
          />
        )}
      </div>
    </div>
  )
}

type TargetFieldProps = Pick<FieldEditorProps, 'field' | 'modules' | 'onField'> & { error: string | undefined }

function TargetField({ field, error, modules, onField }: TargetFieldProps) {
  return (
    <Field label={m.records_field_target()} error={error} required>
      {(wiring) => (
        <select
          {...wiring}
          class="input"
          value={field.module}
          onChange={(event) => onField({ module: event.currentTarget.value })}
        >
          <option value="">{m.records_field_choose_target()}</option>
          {modules.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name || slug}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
