import { MAX_NAME } from '../../../../contract/common.data.ts'
import { MAX_URL } from '../../../../contract/webhooks.data.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, errorInList, type FieldsProps } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { isLocal, urlProblemSoFar } from '../webhook/target.ts'
import type { Draft } from './draft.ts'
import { ADVANCED } from './folded.ts'
import { PresetField } from './preset-field.tsx'
import { SecretField } from './secret-field.tsx'

const waiting = () => <SkeletonRows rows={4} height="row" />
// Not shown at first, so their code is loaded when it is needed.
const AdvancedFields = lazy(() => import('./advanced-fields.tsx').then((it) => it.AdvancedFields), waiting)
const EventPicker = lazy(() => import('../../../forms/events/event-picker.tsx').then((it) => it.EventPicker), waiting)

type WebhookFormProps = FieldsProps<Draft> & {
  /** An existing webhook keeps its environment, and its secret is rotated instead of edited. */
  existing?: boolean
}

/**
 * The fields of a webhook. A new one begins with what it is for, and folds what most do not change; one that exists shows
 * everything.
 */
export function WebhookForm(form: WebhookFormProps) {
  const { draft, errors, existing = false, onDraft } = form
  const chosen = {
    error: errorInList(errors, 'events', draft.events, (event, message) =>
      m.webhooks_form_event_problem({ event, message }),
    ),
    onEvents: (events: string[]) => onDraft({ events }),
  }
  if (existing) {
    return (
      <>
        <NameAndUrl {...form} />
        <EventPicker chosen={draft.events} error={chosen.error} onChosen={chosen.onEvents} />
        <AdvancedFields draft={draft} errors={errors} onDraft={onDraft} />
      </>
    )
  }
  return (
    <>
      <PresetField events={draft.events} {...chosen} />
      <NameAndUrl {...form} />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.webhooks_form_environment(),
          liveHint: m.webhooks_form_live_hint(),
          testHint: m.webhooks_form_test_hint(),
        }}
        onValue={(environment) => onDraft({ environment })}
      />
      <SecretField secret={draft.secret} error={errorAt(errors, 'secret')} onSecret={(secret) => onDraft({ secret })} />
      <Checkbox
        label={m.webhooks_form_paused()}
        hint={m.webhooks_form_paused_hint()}
        checked={draft.paused}
        onChecked={(paused) => onDraft({ paused })}
      />
      <CollapsibleSection
        title={m.webhooks_form_advanced()}
        lead={m.webhooks_form_advanced_inside()}
        wrong={ADVANCED.some((path) => errorAt(errors, path))}
      >
        <AdvancedFields draft={draft} errors={errors} onDraft={onDraft} />
      </CollapsibleSection>
    </>
  )
}

function NameAndUrl({ draft, errors, onDraft }: WebhookFormProps) {
  const local = isLocal()
  const soFar = urlProblemSoFar(draft.url, local)
  return (
    <>
      <TextField
        label={m.webhooks_form_name()}
        hint={m.webhooks_form_name_hint()}
        required
        autofocus
        autocomplete="off"
        maxLength={MAX_NAME}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <TextField
        label={m.webhooks_form_url()}
        hint={local ? m.webhooks_form_url_hint_local() : m.webhooks_form_url_hint()}
        required
        autocomplete="off"
        spellcheck={false}
        placeholder="https://example.com/webhooks"
        maxLength={MAX_URL}
        error={soFar ? m.webhooks_form_problem({ problem: soFar }) : errorAt(errors, 'url')}
        value={draft.url}
        onValue={(url) => onDraft({ url })}
      />
    </>
  )
}
