import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Module } from '../../../../client/src/generated.ts'
import { MAX_DESCRIPTION, MAX_NAME } from '../../../../contract/common.data.ts'
import { MAX_FIELDS } from '../../../../contract/modules.data.ts'
import { formatList } from '../../../format/language.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { FieldError, TextField } from '../../../forms/field.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { TextArea } from '../../../forms/text-area.tsx'
import { useDraft } from '../../../forms/use-draft.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import {
  creationOf,
  type FieldDraft,
  fieldInputOf,
  type ModuleDraft,
  moved,
  newField,
  newModule,
  problemsOfModule,
  withName,
} from './draft.ts'
import { FieldEditor } from './field-editor.tsx'
import { useCreateModule } from './queries.ts'

type CreateModuleDialogProps = { url: UrlState; modules: readonly Module[] }

/** Defines a module with its fields. */
export function CreateModuleDialog({ url, modules }: CreateModuleDialogProps) {
  const { route } = useLocation()
  const slugs = modules.map(({ slug }) => slug)
  const problems = (draft: ModuleDraft) =>
    Object.fromEntries(
      Object.entries(problemsOfModule(draft, slugs)).map(([path, problem]) => [path, m.records_problem({ problem })]),
    )
  const form = useDraft(newModule(), { problems })
  const { draft, errors, change } = form
  const create = useCreateModule()
  const close = () => url.close('dialog')
  const submit = () => {
    if (!form.showErrors(problems(draft))) return
    create.mutate(creationOf(draft), {
      onSuccess: (made) => {
        toastDone(m.records_module_created({ name: made.name }))
        route(moduleHref(made.slug), true)
      },
      onError: form.refuse,
    })
  }
  const self = draft.slug && !slugs.includes(draft.slug) ? [{ slug: draft.slug, name: draft.name }] : []
  return (
    <FormDialog
      title={m.records_create_title()}
      submit={m.records_create_button()}
      form={form}
      busy={create.isPending}
      summary={<Summary draft={draft} />}
      onClose={close}
      onSubmit={submit}
    >
      <TextField
        label={m.records_module_name()}
        hint={m.records_module_name_hint()}
        required
        autofocus
        autocomplete="off"
        maxLength={MAX_NAME}
        error={errors.name}
        value={draft.name}
        onValue={(name) => change(withName(draft, name))}
      />
      <TextField
        label={m.records_module_slug()}
        hint={m.records_module_slug_hint({ slug: draft.slug || 'contacts' })}
        required
        class="input font-mono"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        error={errors.slug}
        value={draft.slug}
        onValue={(slug) => change({ slug })}
      />
      <TextArea
        label={m.fields_description()}
        rows={2}
        maxLength={MAX_DESCRIPTION}
        error={errors.description}
        value={draft.description}
        onValue={(description) => change({ description })}
      />
      <FieldList
        fields={draft.fields}
        errors={errors}
        modules={[...modules, ...self]}
        onFields={(fields) => change({ fields })}
      />
    </FormDialog>
  )
}

type FieldListProps = {
  fields: readonly FieldDraft[]
  errors: FieldErrors
  modules: readonly Pick<Module, 'slug' | 'name'>[]
  onFields: (fields: FieldDraft[]) => void
}

/** The fields of a new module in their order. */
function FieldList({ fields, errors, modules, onFields }: FieldListProps) {
  const id = useId()
  const last = useRef(Math.max(...fields.map((field) => field.id), 0))
  const added = useRef(0)
  const patch = (index: number, change: Partial<FieldDraft>) =>
    onFields(fields.map((field, at) => (at === index ? { ...field, ...change } : field)))
  return (
    <section class="flex flex-col gap-3" aria-labelledby={id}>
      <h3 id={id}>{m.records_module_fields()}</h3>
      {fields.map((field, index) => {
        const name = field.label.trim() || m.records_field_nth({ number: index + 1 })
        const prefix = `fields.${index}.`
        const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix))
        return (
          <section key={field.id} class="card p-4" aria-label={name}>
            <div class="mb-3 flex min-h-8 items-center gap-1">
              <h4 class="mr-auto min-w-0 truncate font-medium">{name}</h4>
              <IconButton
                icon={ArrowUp}
                label={m.records_field_up({ name })}
                aria-disabled={index === 0}
                onClick={() => onFields(moved(fields, index, -1))}
              />
              <IconButton
                icon={ArrowDown}
                label={m.records_field_down({ name })}
                aria-disabled={index === fields.length - 1}
                onClick={() => onFields(moved(fields, index, 1))}
              />
              <IconButton
                icon={Trash2}
                label={m.records_field_remove({ name })}
                aria-disabled={fields.length === 1}
                onClick={() => onFields(fields.filter((one) => one !== field))}
              />
            </div>
            <FieldEditor
              field={field}
              errors={Object.fromEntries(own.map(([path, message]) => [path.slice(prefix.length), message]))}
              modules={modules}
              autofocus={field.id === added.current}
              onField={(change) => patch(index, change)}
            />
          </section>
        )
      })}
      {errors.fields && <FieldError text={errors.fields} />}
      <div>
        <Button
          icon={Plus}
          aria-disabled={fields.length >= MAX_FIELDS}
          onClick={() => {
            last.current += 1
            added.current = last.current
            onFields([...fields, newField(last.current)])
          }}
        >
          {m.records_add_field()}
        </Button>
      </div>
    </section>
  )
}

/** What the module will be, in words. */
function Summary({ draft }: { draft: ModuleDraft }) {
  const inputs = draft.fields.map(fieldInputOf).filter(({ name }) => name)
  const named = (fields: typeof inputs) => formatList(fields.map(({ name, label }) => label || name))
  const required = inputs.filter((field) => field.required)
  const unique = inputs.filter((field) => field.unique)
  const indexed = inputs.filter((field) => field.indexed)
  return (
    <div class="flex flex-col gap-5">
      <Part title={m.records_summary_url()}>
        <code class="wrap-anywhere">{`/api/v1/records/${draft.slug || '...'}`}</code>
      </Part>
      <Part title={m.records_summary_required()}>
        {required.length > 0 ? named(required) : m.records_summary_none_required()}
      </Part>
      <Part title={m.records_summary_unique()}>
        {unique.length > 0 ? named(unique) : m.records_summary_none_unique()}
      </Part>
      <Part title={m.records_summary_filters()}>
        {indexed.length > 0 ? named(indexed) : m.records_summary_none_indexed()}
      </Part>
      <Part title={m.records_summary_cost()}>{m.records_summary_rows({ count: 2 + indexed.length })}</Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3 class="text-sm font-normal! text-faint">{title}</h3>
      <p class="mt-0.5 wrap-anywhere">{children}</p>
    </section>
  )
}
