import { useId } from 'preact/hooks'
import type { EventTypeInfo, PublishedEvent } from '../../../../client/src/generated.ts'
import { EVENT_TYPE_PATTERN, MAX_EVENT_TYPE } from '../../../../contract/events.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { findJsonProblem, jsonProblemText } from '../../../format/json-text.ts'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { Field, TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useDraft } from '../../../forms/use-draft.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useCan } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { Listeners } from '../listeners/listeners.tsx'
import { usePublish } from './queries.ts'

type PublishDialogProps = {
  /** The event type that is offered first. */
  type: string | undefined
  onClose: () => void
  onPublished: (event: PublishedEvent) => void
}

const PAUSE_MS = 400

type Draft = { type: string; data: string; orderingKey: string; environment: 'live' | 'test' }

/**
 * Publishes an event of any type, as the API does, with the sample of a known type as data that can be edited. Webhooks
 * really get it.
 */
export function PublishDialog(props: PublishDialogProps) {
  return (
    <DialogOf
      query={useEventTypes()}
      title={m.events_publish_title()}
      gone={m.events_gone()}
      size="wide"
      onClose={props.onClose}
    >
      {(types) => <PublishForm {...props} types={types} />}
    </DialogOf>
  )
}

function PublishForm({ type, types, onClose, onPublished }: PublishDialogProps & { types: readonly EventTypeInfo[] }) {
  const { query } = useUrlState()
  const mayListen = useCan('webhooks:read')
  const sampleOf = (name: string) => JSON.stringify(types.find((one) => one.type === name)?.sample ?? {}, null, 2)
  const first = type ?? types[0]?.type ?? ''
  const initial: Draft = {
    type: first,
    data: sampleOf(first),
    orderingKey: '',
    environment: environmentOf(query) || 'live',
  }
  const form = useDraft(initial, { problems })
  const { draft, errors, change } = form
  const publish = usePublish()
  const named = draft.type.trim()
  const isNamed = EVENT_TYPE_PATTERN.test(named)
  const isKnown = types.some((one) => one.type === named)
  const heard = useDebounced(isNamed ? named : '', isNamed ? named : '', PAUSE_MS)
  // The sample of a type replaces that of another one, but never what was typed.
  const isSample =
    draft.data.trim() === '' || types.some((one) => draft.data === sampleOf(one.type)) || draft.data === '{}'
  const submit = () => {
    const read = readJsonObject(draft.data)
    if (!form.showErrors(problems(draft)) || !read.ok) return
    const { environment } = draft
    const key = draft.orderingKey.trim()
    publish.mutate(
      { type: named, environment, data: read.value ?? {}, ...(key ? { orderingKey: key } : {}) },
      {
        onSuccess: (event) => {
          toastDone(m.events_published_toast({ type: event.type, count: event.deliveries }))
          onPublished(event)
        },
        onError: form.refuse,
      },
    )
  }
  return (
    <FormDialog
      title={m.events_publish_title()}
      submit={m.events_publish_event()}
      form={form}
      busy={publish.isPending}
      summary={
        <div class="flex flex-col gap-5 text-base">
          {mayListen && heard && (
            <section>
              <h3 class="text-sm font-normal! text-faint">{m.events_publish_to()}</h3>
              <div class="mt-0.5">
                <Listeners key={`${heard} ${draft.environment}`} event={heard} environment={draft.environment} />
              </div>
            </section>
          )}
          <p class="text-soft">{m.events_publish_note()}</p>
        </div>
      }
      onClose={onClose}
      onSubmit={submit}
    >
      <TypeField
        types={types}
        error={errorAt(errors, 'type')}
        hint={isNamed && !isKnown ? m.events_type_unknown() : m.events_type_own_hint()}
        value={draft.type}
        onValue={(next) => {
          const known = types.some((one) => one.type === next.trim())
          change(known && isSample ? { type: next, data: sampleOf(next.trim()) } : { type: next })
        }}
      />
      <CodeArea
        label={m.events_data()}
        hint={m.events_data_hint()}
        autofocus
        rows={10}
        error={errorAt(errors, 'data')}
        value={draft.data}
        onValue={(data) => change({ data })}
      />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.webhooks_form_environment(),
          liveHint: m.events_live_hint(),
          testHint: m.events_test_hint(),
        }}
        onValue={(environment) => change({ environment })}
      />
      <TextField
        label={m.deliveries_ordering_key()}
        hint={m.events_ordering_key_hint()}
        autocomplete="off"
        maxLength={200}
        error={errorAt(errors, 'orderingKey')}
        value={draft.orderingKey}
        onValue={(orderingKey) => change({ orderingKey })}
      />
    </FormDialog>
  )
}

type TypeFieldProps = {
  types: readonly EventTypeInfo[]
  hint: string
  error: string | undefined
  value: string
  onValue: (value: string) => void
}

/** Any event type; those of the catalog are offered. */
function TypeField({ types, hint, error, value, onValue }: TypeFieldProps) {
  const id = useId()
  return (
    <Field label={m.events_type()} hint={hint} error={error} required>
      {(wiring) => (
        <>
          <input
            {...wiring}
            class="input"
            type="text"
            required
            list={id}
            autocomplete="off"
            spellcheck={false}
            maxLength={MAX_EVENT_TYPE}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <datalist id={id}>
            {types.map(({ type }) => (
              <option key={type} value={type} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

function problems({ type, data }: Draft): FieldErrors {
  const name = type.trim()
  const named: FieldErrors = EVENT_TYPE_PATTERN.test(name)
    ? {}
    : { type: m.events_problem({ problem: name ? 'badType' : 'needType' }) }
  const at = findJsonProblem(data)
  if (data.trim() && at) return { ...named, data: jsonProblemText(at) }
  return readJsonObject(data).ok ? named : { ...named, data: m.events_problem({ problem: 'needObject' }) }
}
