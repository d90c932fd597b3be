import { useQuery } from '@tanstack/preact-query'
import type { Field, Module } from '../../../../client/src/generated.ts'
import { ApiError, type Versioned } from '../../../../client/src/request.ts'
import { FormDialog } from '../../../forms/draft-form.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { same } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { m } from '../../../messages/index.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { type FieldDraft, fieldDraftOf, fieldInputOf, inputsOf, newField, problemsOfField } from '../modules/draft.ts'
import { FieldEditor } from '../modules/field-editor.tsx'
import { readModule, useModules, useRefreshModules } from '../modules/queries.ts'
import { checkModuleChange, writeModule } from './mutations.ts'

type FieldDialogProps = { read: Versioned<Module>; onClose: () => void }

/** Adds a field at the end of a module. */
export function AddFieldDialog({ read, onClose }: FieldDialogProps) {
  return (
    <FieldDialog
      read={read}
      name={null}
      initial={newField(1)}
      title={m.records_add_field()}
      submit={m.records_add_field()}
      onClose={onClose}
    />
  )
}

/** Changes a field, except its key. */
export function EditFieldDialog({ read, name, onClose }: FieldDialogProps & { name: string }) {
  const field = read.data.fields.find((one) => one.name === name)
  if (!field) return null
  return (
    <FieldDialog
      read={read}
      name={name}
      initial={fieldDraftOf(field)}
      title={m.records_field_edit_title({ name: field.label })}
      onClose={onClose}
    />
  )
}

/** The fields of a module with the drafted one in its place, or at the end. */
const fieldsWith = ({ fields }: Module, name: string | null, draft: FieldDraft): Field[] => {
  const input = { ...fieldInputOf(draft), name: name ?? draft.name.trim() } as Field
  return name === null ? [...fields, input] : fields.map((field) => (field.name === name ? input : field))
}

type DialogProps = FieldDialogProps & {
  /** The key of the field that is changed; null for a new one. */
  name: string | null
  initial: FieldDraft
  title: string
  submit?: string
}

function FieldDialog({ read, name, initial, title, submit, onClose }: DialogProps) {
  const { slug } = read.data
  const others = read.data.fields.map((field) => field.name).filter((one) => one !== name)
  const problems = (draft: FieldDraft) =>
    Object.fromEntries(
      Object.entries(problemsOfField(draft, others)).map(([path, problem]) => [path, m.records_problem({ problem })]),
    )
  const form = useDraft(initial, { problems, placed: placeFieldErrors })
  const { draft, errors, change } = form
  const modules = useModules().data?.data ?? [read.data]
  const edit = useEditForm<Module, { fields?: Field[] }, FieldDraft>({
    initial: read,
    read: () => readModule(slug),
    write: ({ fields = [] }, ifMatch) => writeModule(slug, { fields: inputsOf(fields) }, ifMatch),
    form,
    draftOf: ({ fields }) => {
      const field = fields.find((one) => one.name === name)
      return field ? fieldDraftOf(field) : initial
    },
    nameOf: () => draft.label,
    refresh: useRefreshModules(),
    onClose,
  })
  const fields = fieldsWith(edit.base, name, draft)
  const obstacle = useObstacle(edit.base, fields, Object.keys(problems(draft)).length === 0)
  return (
    <FormDialog
      title={title}
      {...(submit ? { submit } : {})}
      form={form}
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.showErrors(problems(draft)) && edit.save(same(fields, edit.base.fields) ? {} : { fields })}
    >
      <FieldEditor
        field={draft}
        errors={errors}
        modules={modules}
        existing={name !== null}
        autofocus
        onField={change}
      />
      <div role="status">{obstacle && <Note tone="warn">{obstacle}</Note>}</div>
    </FormDialog>
  )
}

/** Errors of the server about the drafted field (`fields.3.name`) belong to its own form. */
const placeFieldErrors = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([path, message]) => [path.replace(/^fields\.\d+\./, ''), message]))

const WAIT_MS = 400

/** What existing records have against the change, in words, while the user edits. Nothing is written. */
function useObstacle(module: Module, fields: Field[], isValid: boolean): string | null {
  const text = JSON.stringify(fields)
  const wanted = useDebounced(text, text, WAIT_MS)
  const isAsked = isValid && wanted !== JSON.stringify(module.fields)
  const check = useQuery({
    queryKey: ['modules', 'check', module.slug, module.updatedAt, wanted],
    queryFn: ({ signal }) => checkModuleChange(module.slug, { fields: inputsOf(JSON.parse(wanted)) }, signal),
    enabled: isAsked,
    retry: false,
  })
  if (!isAsked || !(check.error instanceof ApiError) || check.error.status !== 409) return null
  return explain(check.error).text
}
