import { useId } from 'preact/hooks'
import type { EventTypeInfo, UpdateEventType } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'
import { findJsonProblem, sayJsonProblem } from '../../format/json-text.ts'
import { FormDialog, useDraft } from '../../forms/draft-form.tsx'
import { Field, TextField } from '../../forms/field.tsx'
import { errorAt } from '../../forms/form.ts'
import { CodeArea } from '../../forms/text-area.tsx'
import { useEditForm } from '../../forms/use-edit-form.ts'
import { useEventTypes } from '../../hooks/event-types.ts'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { toastDone } from '../../ui/toast.ts'
import { categoriesOf } from './catalog.ts'
import {
  changeOf,
  creationOf,
  type Draft,
  draftOf,
  newDraft,
  type Problem,
  placeSchemaErrors,
  problemsOf,
} from './draft.ts'
import { readEventType, useCreateEventType, useEventType, useRefresh } from './queries.ts'
import { words } from './words.ts'

/** Defines an event of the organization's own. */
export function CreateEventDialog({ onClose }: { onClose: () => void }) {
  const t = words()
  const types = useEventTypes().data ?? []
  const form = useEventForm(
    newDraft(''),
    types.map(({ type }) => type),
  )
  const create = useCreateEventType()
  const submit = () => {
    if (!form.check()) return
    create.mutate(creationOf(form.draft), {
      onSuccess: (made) => {
        toastDone(t.created(made.type))
        onClose()
      },
      onError: form.refuse,
    })
  }
  return (
    <FormDialog
      title={t.createTitle}
      submit={t.create}
      form={form}
      busy={create.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      <EventFields form={form} />
    </FormDialog>
  )
}

type EditProps = { type: string; onClose: () => void }

/** Changes all of an event but its name. */
export function EditEventDialog({ type, onClose }: EditProps) {
  const t = words()
  return (
    <DialogOf query={useEventType(type)} title={t.editTitleWaiting} gone={t.gone} size="wide" onClose={onClose}>
      {(read) => <EditForm type={type} read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function EditForm({ type, read, onClose }: EditProps & { read: Versioned<EventTypeInfo> }) {
  const form = useEventForm(draftOf(read.data), [])
  const refresh = useRefresh()
  const edit = useEditForm({
    initial: read,
    read: () => readEventType(type),
    write: (body: UpdateEventType, ifMatch) =>
      callApi('PATCH', '/api/v1/event-types/{type}', { params: { type }, body, ifMatch }),
    form,
    draftOf,
    nameOf: () => type,
    refresh,
    onClose,
  })
  return (
    <FormDialog
      title={words().editTitle(type)}
      form={form}
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.check() && edit.save(changeOf(edit.base, form.draft))}
    >
      <EventFields form={form} existing />
    </FormDialog>
  )
}

/** The state of an event's form. `taken`: the names that there are. */
function useEventForm(initial: Draft, taken: readonly string[]) {
  const t = words()
  const form = useDraft(initial, placeSchemaErrors)
  const say = (path: string, name: Problem): string => {
    if (name !== 'json') return t[name]
    const at = findJsonProblem(path === 'schema' ? form.draft.schema : form.draft.sample)
    return at ? sayJsonProblem(at) : t.needObject
  }
  return {
    ...form,
    /** True when no problem was found here; otherwise shows the problems. */
    check: (): boolean => {
      const found = Object.entries(problemsOf(form.draft, taken)).map(([path, name]) => [path, say(path, name)])
      return form.showErrors(Object.fromEntries(found))
    },
  }
}

type EventFormProps = {
  form: ReturnType<typeof useEventForm>
  /** The name of an event that exists stays. */
  existing?: boolean
}

function EventFields({ form, existing }: EventFormProps) {
  const t = words()
  const { draft, errors, change } = form
  return (
    <>
      {!existing && (
        <TextField
          label={t.type}
          hint={t.typeHint}
          required
          autofocus
          autocomplete="off"
          spellcheck={false}
          placeholder="order.shipped"
          maxLength={100}
          error={errorAt(errors, 'type')}
          value={draft.type}
          onValue={(type) => change({ type })}
        />
      )}
      <CategoryField
        value={draft.category}
        error={errorAt(errors, 'category')}
        onValue={(category) => change({ category })}
      />
      <TextField
        label={t.description}
        hint={t.descriptionHint}
        autocomplete="off"
        maxLength={500}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => change({ description })}
      />
      <CodeArea
        label={t.sample}
        hint={t.sampleHint}
        rows={5}
        placeholder='{ "id": "ord_1" }'
        error={errorAt(errors, 'sample')}
        value={draft.sample}
        onValue={(sample) => change({ sample })}
      />
      <CodeArea
        label={t.schema}
        hint={t.schemaHint}
        rows={5}
        placeholder='{ "type": "object", "required": ["id"] }'
        error={errorAt(errors, 'schema')}
        value={draft.schema}
        onValue={(schema) => change({ schema })}
      />
    </>
  )
}

type CategoryFieldProps = { value: string; error: string | undefined; onValue: (value: string) => void }

/** A category typed or taken from those there are. */
function CategoryField({ value, error, onValue }: CategoryFieldProps) {
  const t = words()
  const id = useId()
  const categories = categoriesOf(useEventTypes().data ?? [])
  return (
    <Field label={t.category} hint={t.categoryHint} error={error} required>
      {(wiring) => (
        <>
          <input
            {...wiring}
            type="text"
            class="input"
            required
            autocomplete="off"
            maxLength={40}
            list={id}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <datalist id={id}>
            {categories.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
