import { Unplug } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Connector } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { MAX_URL } from '../../../../contract/webhooks.data.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, errorInList } from '../../../forms/form.ts'
import { PageForm } from '../../../forms/page-form.tsx'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Events, Provider } from '../connector/facts.tsx'
import { readConnector, useRefresh, useVersionedConnector } from '../connector/queries.ts'
import { openConnector, staysOnTab, type TabProps } from '../connector/routes.ts'
import { changeOf, draftOf, SETTINGS } from '../form/draft.ts'
import { useConnectorForm } from '../form/use-connector-form.ts'

const waiting = () => <SkeletonRows rows={6} height="row" />
const EventPicker = lazy(() => import('../../../forms/events/event-picker.tsx').then((it) => it.EventPicker), waiting)
const Preview = lazy(() => import('../preview/preview.tsx').then((it) => it.Preview), waiting)

/** The settings of a connector, edited in place by those who may. */
export function SettingsTab({ connector, url }: TabProps) {
  const query = useVersionedConnector(connector.id)
  return (
    <div class="max-w-4xl">
      <h2 class="sr-only">{m.connectors_tab_settings()}</h2>
      <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
        {(latest) => <Form latest={latest} connector={connector} url={url} />}
      </Loaded>
    </div>
  )
}

const NAMES: Record<(typeof SETTINGS)[number], () => string> = {
  name: () => m.connectors_name(),
  url: () => m.connectors_url(),
  events: () => m.connectors_events(),
}

function Form({ latest, connector, url }: TabProps & { latest: Versioned<Connector> }) {
  const mayNotWrite = useLacks('connectors:write')
  const [base, setBase] = useState(latest)
  // The picker is loaded when events are changed, and the preview when it is asked for.
  const [choosing, setChoosing] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const form = useConnectorForm(draftOf(base.data), false)
  const refresh = useRefresh()
  const { id } = connector
  const { draft, errors, change } = form
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readConnector(id),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/connectors/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    changeOf,
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const changed = changeOf(base.data, draft)
  const isHook = connector.source === 'hook'
  return (
    <PageForm
      form={form}
      changes={SETTINGS.filter((setting) => setting in changed).map((setting) => NAMES[setting]())}
      busy={busy}
      stays={staysOnTab}
      readOnly={mayNotWrite}
      onSubmit={() => form.check() && save()}
      after={
        !mayNotWrite && (
          <Section title={m.connectors_danger()}>
            <ActionRow title={m.connectors_delete_title()} text={m.connectors_delete_text()}>
              <Button kind="risk" icon={Unplug} onClick={() => openConnector(url, id, 'delete')}>
                {m.connectors_disconnect()}
              </Button>
            </ActionRow>
          </Section>
        )
      }
    >
      {mayNotWrite && <Note>{m.connectors_view_only()}</Note>}
      {isHook && <Note>{m.connectors_hook_note()}</Note>}
      <SettingCard title={m.connectors_settings_general()}>
        <div class="flex max-w-2xl flex-col gap-5 p-4">
          <TextField
            label={m.connectors_name()}
            required
            autocomplete="off"
            maxLength={MAX_NAME}
            error={errorAt(errors, 'name')}
            value={draft.name}
            onValue={(name) => change({ name })}
          />
          {!isHook && (
            <TextField
              label={m.connectors_new_url()}
              hint={m.connectors_new_url_hint({ url: connector.url })}
              autocomplete="off"
              spellcheck={false}
              maxLength={MAX_URL}
              error={errorAt(errors, 'url')}
              value={draft.url}
              onValue={(typed) => change({ url: typed })}
            />
          )}
        </div>
        <SettingRow label={m.connectors_platform()}>
          <Provider connector={connector} />
        </SettingRow>
        <SettingRow label={m.connectors_created()}>
          <RelativeTime at={connector.createdAt} />{' '}
          {connector.createdBy && m.connectors_created_by({ name: connector.createdBy })}
        </SettingRow>
        <SettingRow label={m.connectors_id()}>
          <span class="flex items-center gap-1">
            <code class="min-w-0">{id}</code>
            <CopyButton compact text={id} label={m.connectors_copy_id()} />
          </span>
        </SettingRow>
      </SettingCard>
      <SettingCard title={m.connectors_events()}>
        <div class="p-4">
          {!choosing && !errorAt(errors, 'events') ? (
            <div class="flex flex-wrap items-center gap-3">
              <Events events={draft.events} />
              {!isHook && !mayNotWrite && (
                <Button small onClick={() => setChoosing(true)}>
                  {m.connectors_change_events()}
                </Button>
              )}
            </div>
          ) : (
            <EventPicker
              chosen={draft.events}
              error={errorInList(errors, 'events', draft.events, (event, message) =>
                m.connectors_event_problem({ event, message }),
              )}
              onChosen={(events) => change({ events })}
            />
          )}
        </div>
      </SettingCard>
      <SettingCard title={m.connectors_preview_title()}>
        <div class="max-w-2xl p-4">
          {previewing ? (
            <Preview provider={connector.provider} events={draft.events} />
          ) : (
            <Button small onClick={() => setPreviewing(true)}>
              {m.connectors_preview_show()}
            </Button>
          )}
        </div>
      </SettingCard>
    </PageForm>
  )
}
