import { Radios } from '../parts/choice.tsx'
import { TextArea, TextField } from '../parts/field.tsx'
import { errorAt, type FieldErrors } from '../parts/form.ts'
import { later } from '../parts/later.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import type { Draft } from './draft.ts'
import { EventPicker } from './event-picker.tsx'
import { Fold } from './fold.tsx'
import { words } from './form-words.ts'
import { HeaderFields } from './header-fields.tsx'
import { SecretField } from './secret-field.tsx'
import { isLocal, urlProblemSoFar } from './target.ts'

const waiting = () => <SkeletonRows rows={4} height="row" />
// Folded away at first, so their code comes when they are unfolded.
const DeliveryFields = later(() => import('./delivery-fields.tsx').then((it) => it.DeliveryFields), waiting)
const ShapingFields = later(() => import('./shaping-fields.tsx').then((it) => it.ShapingFields), waiting)

type WebhookFormProps = {
  draft: Draft
  errors: FieldErrors
  /** A webhook that exists keeps its environment, and its secret is rotated instead of edited. */
  existing?: boolean
  onDraft: (patch: Partial<Draft>) => void
}

/** The fields of a webhook, the same for making and for changing one. */
export function WebhookForm({ draft, errors, existing = false, onDraft }: WebhookFormProps) {
  const t = words()
  const soFar = urlProblemSoFar(draft.url, isLocal())
  return (
    <>
      <TextField
        label={t.name}
        hint={t.nameHint}
        required
        autofocus
        autocomplete="off"
        maxLength={100}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <TextArea
        label={t.description}
        hint={t.descriptionHint}
        rows={2}
        maxLength={500}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => onDraft({ description })}
      />
      <TextField
        label={t.url}
        hint={t.urlHint}
        required
        autocomplete="off"
        spellcheck={false}
        placeholder="https://example.com/webhooks"
        maxLength={2000}
        error={(soFar && t[soFar]) ?? errorAt(errors, 'url')}
        value={draft.url}
        onValue={(url) => onDraft({ url })}
      />
      {!existing && (
        <Radios
          legend={t.environment}
          value={draft.environment}
          choices={[
            { value: 'live', label: t.live, hint: t.liveHint },
            { value: 'test', label: t.test, hint: t.testHint },
          ]}
          error={errorAt(errors, 'environment')}
          onValue={(environment) => onDraft({ environment })}
        />
      )}
      <EventPicker
        chosen={draft.events}
        error={eventsProblem(errors, draft)}
        onChosen={(events) => onDraft({ events })}
      />
      {!existing && (
        <SecretField
          secret={draft.secret}
          error={errorAt(errors, 'secret')}
          onSecret={(secret) => onDraft({ secret })}
        />
      )}
      <HeaderFields rows={draft.headers} errors={errors} onRows={(headers) => onDraft({ headers })} />
      <Fold title={t.delivery} wrong={FOLDED.delivery.some((path) => errorAt(errors, path))}>
        <DeliveryFields draft={draft} errors={errors} onDraft={onDraft} />
      </Fold>
      <Fold
        title={t.shaping}
        initially={Boolean(draft.filter || draft.transform)}
        wrong={FOLDED.shaping.some((path) => errorAt(errors, path))}
      >
        <ShapingFields draft={draft} errors={errors} onDraft={onDraft} />
      </Fold>
    </>
  )
}

/** The server speaks of the n-th event; the person sees names. */
function eventsProblem(errors: FieldErrors, draft: Draft): string | undefined {
  const path = Object.keys(errors).find((one) => one === 'events' || one.startsWith('events.'))
  const message = path && errors[path]
  if (!path || !message) return undefined
  const event = draft.events[Number(path.split('.')[1])]
  return event === undefined ? message : words().eventProblem(event, message)
}

const FOLDED = {
  delivery: [
    'contentType',
    'timeoutSeconds',
    'maxRetries',
    'disableAfterFailures',
    'rateLimitPerSecond',
    'maxConcurrency',
  ],
  shaping: ['filter', 'transform'],
}
