import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { EnvironmentField, NameFields } from '../../../forms/common-fields.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, errorInList, type FieldsProps } from '../../../forms/form.ts'
import { lazy } from '../../../ui/lazy.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { isLocal, urlProblemSoFar } from '../webhook/target.ts'
import type { Draft } from './draft.ts'
import { EventPicker } from './event-picker.tsx'
import { words } from './form-words.ts'
import { HeaderFields } from './header-fields.tsx'
import { SecretField } from './secret-field.tsx'

const waiting = () => <SkeletonRows rows={4} height="row" />
// Folded away at first, so their code comes when they are unfolded.
const DeliveryFields = lazy(() => import('./delivery-fields.tsx').then((it) => it.DeliveryFields), waiting)
const ShapingFields = lazy(() => import('./shaping-fields.tsx').then((it) => it.ShapingFields), waiting)

type WebhookFormProps = FieldsProps<Draft> & {
  /** A webhook that exists keeps its environment, and its secret is rotated instead of edited. */
  existing?: boolean
}

/** The fields of a webhook, the same for making and for changing one. */
export function WebhookForm({ draft, errors, existing = false, onDraft }: WebhookFormProps) {
  const t = words()
  const soFar = urlProblemSoFar(draft.url, isLocal())
  return (
    <>
      <NameFields draft={draft} errors={errors} words={t} onDraft={onDraft} />
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
        <EnvironmentField
          value={draft.environment}
          errors={errors}
          words={{ legend: t.environment, liveHint: t.liveHint, testHint: t.testHint }}
          onValue={(environment) => onDraft({ environment })}
        />
      )}
      <EventPicker
        chosen={draft.events}
        error={errorInList(errors, 'events', draft.events, t.eventProblem)}
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

type FoldProps = {
  title: string
  initially?: boolean
  /** Something in it was refused, so it must be seen. */
  wrong: boolean
  children: ComponentChildren
}

/** What most people leave as it is. What is folded away is not drawn, and asks the server for nothing. */
export function Fold({ title, initially = false, wrong, children }: FoldProps) {
  const [open, setOpen] = useState(initially)
  const shown = open || wrong
  return (
    <details class="card px-3" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="py-2.5 font-medium">{title}</summary>
      {shown && <div class="flex flex-col gap-5 pt-1 pb-4">{children}</div>}
    </details>
  )
}
