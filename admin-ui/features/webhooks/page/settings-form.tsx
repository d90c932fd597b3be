import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { errorAt, errorInList } from '../../../forms/form.ts'
import { PageForm } from '../../../forms/page-form.tsx'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { staysWith } from '../../../forms/stays.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { changeOf, draftOf, type Setting, unsavedSettings } from '../form/draft.ts'
import { useWebhookForm } from '../form/use-webhook-form.ts'
import { readWebhook, useRefresh, useVersionedWebhook } from '../webhook/queries.ts'
import { isLocal } from '../webhook/target.ts'
import { ContentTypeRow, DeliveryRows, GeneralRows } from './settings-rows.tsx'

const waiting = () => <SkeletonRows rows={3} height="row" />
const EventPicker = lazy(() => import('../../../forms/events/event-picker.tsx').then((it) => it.EventPicker), waiting)
const HeaderFields = lazy(() => import('../../../forms/header-fields.tsx').then((it) => it.HeaderFields), waiting)
const ShapingFields = lazy(
  () => import('../form/shaping-fields.tsx').then((it) => it.ShapingFields),
  () => <SkeletonRows rows={4} height="row" />,
)

type SettingsFormProps = {
  id: string
  /** After the settings. */
  children: ComponentChildren
}

const stays = staysWith('webhook', 'tab')

/** The settings of a webhook, edited in place: what is changed is saved together. */
export function SettingsForm({ id, children }: SettingsFormProps) {
  const query = useVersionedWebhook(id)
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={12} height="row" />}>
      {(latest) => (
        <Form key={id} id={id} latest={latest}>
          {children}
        </Form>
      )}
    </Loaded>
  )
}

function Form({ id, latest, children }: SettingsFormProps & { latest: Versioned<Webhook> }) {
  const [base, setBase] = useState(latest)
  const form = useWebhookForm(draftOf(base.data))
  const refresh = useRefresh()
  const [choosing, setChoosing] = useState(false)
  const { draft, errors, change } = form
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readWebhook(id),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/webhooks/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    changeOf,
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const changes = unsavedSettings(base.data, draft, isLocal())
  const fields = { draft, errors, onDraft: change }
  return (
    <PageForm
      form={form}
      changes={changes.map(settingName)}
      busy={busy}
      stays={stays}
      onSubmit={() => form.check() && save()}
      after={children}
    >
      <SettingCard title={m.webhooks_settings_general()}>
        <GeneralRows {...fields} webhook={base.data}>
          <SettingRow label={m.webhooks_events()}>
            <EventBadges events={draft.events} />
            {!choosing && (
              <div class="mt-2">
                <Button small onClick={() => setChoosing(true)}>
                  {m.webhooks_settings_change_events()}
                </Button>
              </div>
            )}
          </SettingRow>
          {(choosing || errorAt(errors, 'events')) && (
            <div class="border-t border-line p-4">
              <EventPicker
                chosen={draft.events}
                error={errorInList(errors, 'events', draft.events, (event, message) =>
                  m.webhooks_form_event_problem({ event, message }),
                )}
                onChosen={(events) => change({ events })}
              />
            </div>
          )}
        </GeneralRows>
      </SettingCard>
      <SettingCard title={m.webhooks_form_delivery()}>
        <DeliveryRows {...fields} />
      </SettingCard>
      <SettingCard title={m.webhooks_settings_request()}>
        <ContentTypeRow {...fields} />
        <div class="border-t border-line p-4">
          <HeaderFields
            title={m.webhooks_form_headers()}
            hint={m.webhooks_form_headers_hint()}
            rows={draft.headers}
            errors={errors}
            onRows={(headers) => change({ headers })}
          />
        </div>
      </SettingCard>
      <CollapsibleSection
        title={m.webhooks_form_shaping()}
        lead={m.webhooks_form_shaping_lead()}
        initially={Boolean(draft.filter || draft.transform)}
        wrong={Boolean(errorAt(errors, 'filter') ?? errorAt(errors, 'transform'))}
      >
        <ShapingFields {...fields} />
      </CollapsibleSection>
    </PageForm>
  )
}

const EventBadges = ({ events }: { events: readonly string[] }) => (
  <span class="flex flex-wrap gap-1">
    {events.map((event) => (
      <Badge key={event} title={event} mono={event !== '*'}>
        {event === '*' ? m.webhooks_all_events() : event}
      </Badge>
    ))}
  </span>
)

const NAMES: Record<Setting, () => string> = {
  name: () => m.webhooks_name(),
  description: () => m.fields_description(),
  url: () => m.webhooks_url(),
  events: () => m.webhooks_events(),
  headers: () => m.webhooks_settings_headers(),
  contentType: () => m.webhooks_setting_content_type(),
  timeoutSeconds: () => m.webhooks_setting_timeout(),
  maxRetries: () => m.webhooks_setting_max_retries(),
  disableAfterFailures: () => m.webhooks_setting_number_name({ number: 'disableAfterFailures' }),
  rateLimitPerSecond: () => m.webhooks_setting_number_name({ number: 'rateLimitPerSecond' }),
  maxConcurrency: () => m.webhooks_setting_number_name({ number: 'maxConcurrency' }),
  ordered: () => m.webhooks_setting_ordered(),
  filter: () => m.webhooks_shaping_filter(),
  transform: () => m.webhooks_shaping_transform(),
}

const settingName = (setting: Setting): string => NAMES[setting]()
