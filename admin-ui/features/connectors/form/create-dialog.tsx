import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { CONNECTOR_PROVIDERS } from '../../../../contract/connectors.data.ts'
import { MAX_URL } from '../../../../contract/webhooks.data.ts'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, errorInList, type FieldsProps } from '../../../forms/form.ts'
import { PresetCard, Presets } from '../../../forms/preset-card.tsx'
import { environmentOf } from '../../../hooks/environment.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useCreateConnector } from '../connector/mutations.ts'
import { PROVIDERS } from '../connector/providers.ts'
import { creationOf, type Draft, newDraft } from './draft.ts'
import { GUIDES } from './guides.ts'
import { useConnectorForm } from './use-connector-form.ts'

const waiting = () => <SkeletonRows rows={6} height="row" />
const EventPicker = lazy(() => import('../../../forms/events/event-picker.tsx').then((it) => it.EventPicker), waiting)
const Preview = lazy(() => import('../preview/preview.tsx').then((it) => it.Preview), waiting)

type CreateDialogProps = { onClose: () => void; onCreated: (id: string) => void }

/** Connects a platform: which one, its URL and how to get it, its events, and how a message will look. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const { query } = useLocation()
  const [initial] = useState(() => newDraft(environmentOf(query) || 'live'))
  const form = useConnectorForm(initial, true)
  const create = useCreateConnector()
  const { draft } = form
  return (
    <FormDialog
      title={m.connectors_create_title()}
      submit={m.connectors_connect()}
      form={form}
      busy={create.isPending}
      summary={
        draft.events.length > 0 ? (
          <Preview provider={draft.provider} events={draft.events} />
        ) : (
          <p class="text-soft">{m.connectors_preview_later()}</p>
        )
      }
      onClose={onClose}
      onSubmit={() =>
        form.check() && create.mutate(creationOf(draft), { onSuccess: ({ id }) => onCreated(id), onError: form.refuse })
      }
    >
      <Fields draft={draft} errors={form.errors} onDraft={form.change} />
    </FormDialog>
  )
}

function Fields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const guide = GUIDES[draft.provider]
  return (
    <>
      <Presets title={m.connectors_platform()}>
        {CONNECTOR_PROVIDERS.map((provider) => (
          <PresetCard
            key={provider}
            icon={PROVIDERS[provider].icon}
            name={PROVIDERS[provider].name}
            text={GUIDES[provider].text()}
            on={draft.provider === provider}
            onChoose={() => onDraft({ provider })}
          />
        ))}
      </Presets>
      <section>
        <h3 class="mb-1.5 font-medium!">{m.connectors_steps_title()}</h3>
        <ol class="steps">
          {guide.steps().map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <TextField
        label={m.connectors_url()}
        hint={m.connectors_url_hint()}
        required
        autocomplete="off"
        spellcheck={false}
        placeholder={guide.example}
        maxLength={MAX_URL}
        error={errorAt(errors, 'url')}
        value={draft.url}
        onValue={(url) => onDraft({ url })}
      />
      <TextField
        label={m.connectors_name()}
        hint={m.connectors_name_hint()}
        required
        autocomplete="off"
        maxLength={MAX_NAME}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <EventPicker
        chosen={draft.events}
        error={errorInList(errors, 'events', draft.events, (event, message) =>
          m.connectors_event_problem({ event, message }),
        )}
        onChosen={(events) => onDraft({ events })}
      />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.connectors_environment(),
          liveHint: m.connectors_live_hint(),
          testHint: m.connectors_test_hint(),
        }}
        onValue={(environment) => onDraft({ environment })}
      />
    </>
  )
}
