import { useId } from 'preact/hooks'
import type { EventTypeInfo, UpdateEventType } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import { MAX_DESCRIPTION } from '../../../contract/common.data.ts'
import { MAX_CATEGORY, MAX_EVENT_NAME, MAX_EVENT_TYPE } from '../../../contract/events.data.ts'
import { callApi } from '../../api/call-api.ts'
import { findJsonProblem, jsonProblemText } from '../../format/json-text.ts'
import { FormDialog } from '../../forms/draft-form.tsx'
import { Field, TextField } from '../../forms/field.tsx'
import { errorAt } from '../../forms/form.ts'
import { CodeArea } from '../../forms/text-area.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { useEditForm } from '../../forms/use-edit-form.ts'
import { useEventTypes } from '../../hooks/event-types.ts'
import { m } from '../../messages/index.ts'
import { toastDone } from '../../ui/feedback/toast.ts'
import { DialogOf } from '../../ui/overlays/dialog-of.tsx'
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

/** Creates a custom event type. */
export function CreateEventDialog({ onClose }: { onClose: () => void }) {
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
        toastDone(m.events_created({ type: made.type }))
        onClose()
      },
      onError: form.refuse,
    })
  }
  return (
    <FormDialog
      title={m.events_create_title()}
      submit={m.events_create()}
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

/** Changes an event type, except its name. */
export function EditEventDialog({ type, onClose }: EditProps) {
  return (
    <DialogOf
      query={useEventType(type)}
      title={m.events_edit_title_loading()}
      gone={m.events_gone()}
      size="wide"
      onClose={onClose}
    >
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
      title={m.events_edit_title({ type })}
      form={form}
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.check() && edit.save(changeOf(edit.base, form.draft))}
    >
      <EventFields form={form} existing />
    </FormDialog>
  )
}

/** The state of an event type's form. `taken`: the existing names. */
function useEventForm(initial: Draft, taken: readonly string[]) {
  const say = (draft: Draft, path: string, problem: Problem): string => {
    if (problem !== 'json') return m.events_problem({ problem })
    const at = findJsonProblem(path === 'schema' ? draft.schema : draft.sample)
    return at ? jsonProblemText(at) : m.events_problem({ problem: 'needObject' })
  }
  const problems = (draft: Draft) =>
    Object.fromEntries(Object.entries(problemsOf(draft, taken)).map(([path, name]) => [path, say(draft, path, name)]))
  const form = useDraft(initial, { problems, placed: placeSchemaErrors })
  return {
    ...form,
    /** Validates the draft. Returns true if it is valid; otherwise shows the errors. */
    check: (): boolean => form.showErrors(problems(form.draft)),
  }
}

type EventFormProps = {
  form: ReturnType<typeof useEventForm>
  /** The name of an existing event type cannot be changed. */
  existing?: boolean
}

function EventFields({ form, existing }: EventFormProps) {
  const { draft, errors, change } = form
  return (
    <>
      {!existing && (
        <TextField
          label={m.events_type()}
          hint={m.events_type_hint()}
          required
          autofocus
          autocomplete="off"
          spellcheck={false}
          placeholder="order.shipped"
          maxLength={MAX_EVENT_TYPE}
          error={errorAt(errors, 'type')}
          value={draft.type}
          onValue={(type) => change({ type })}
        />
      )}
      <TextField
        label={m.events_name()}
        hint={m.events_name_hint()}
        autocomplete="off"
        maxLength={MAX_EVENT_NAME}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => change({ name })}
      />
      <CategoryField
        value={draft.category}
        error={errorAt(errors, 'category')}
        onValue={(category) => change({ category })}
      />
      <TextField
        label={m.events_description()}
        hint={m.events_description_hint()}
        autocomplete="off"
        maxLength={MAX_DESCRIPTION}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => change({ description })}
      />
      <CodeArea
        label={m.events_sample()}
        hint={m.events_sample_hint()}
        rows={5}
        placeholder='{ "id": "ord_1" }'
        error={errorAt(errors, 'sample')}
        value={draft.sample}
        onValue={(sample) => change({ sample })}
      />
      <CodeArea
        label={m.events_schema()}
        hint={m.events_schema_hint()}
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

/** A category, typed or chosen from the existing ones. */
function CategoryField({ value, error, onValue }: CategoryFieldProps) {
  const id = useId()
  const categories = categoriesOf(useEventTypes().data ?? [])
  return (
    <Field label={m.events_category()} hint={m.events_category_hint()} error={error} required>
      {(wiring) => (
        <>
          <input
            {...wiring}
            type="text"
            class="input"
            required
            autocomplete="off"
            maxLength={MAX_CATEGORY}
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
