import { useId } from 'preact/hooks'
import type { EventTypeInfo } from '../../../contract/events.ts'
import type { Tagged } from '../../api.ts'
import { FormDialog } from '../../forms/draft-form.tsx'
import { Field, TextField } from '../../forms/field.tsx'
import { errorAt } from '../../forms/form.ts'
import { CodeArea } from '../../forms/text-area.tsx'
import { useEdit } from '../../forms/use-edit.ts'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { toastDone } from '../../ui/toast.ts'
import { useEventTypes } from '../webhooks/queries.ts'
import { categoriesOf } from './catalogue.ts'
import { changeOf, creationOf, draftOf, newDraft } from './draft.ts'
import { eventPath, useCreateEventType, useEventType, useRefresh } from './queries.ts'
import { useEventForm } from './use-event-form.ts'
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

function EditForm({ type, read, onClose }: EditProps & { read: Tagged<EventTypeInfo> }) {
  const form = useEventForm(draftOf(read.data), [])
  const refresh = useRefresh()
  const edit = useEdit({ read, path: eventPath(type), form, draftOf, nameOf: () => type, refresh, onClose })
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
