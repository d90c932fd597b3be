import { CirclePause, CirclePlay, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { NameRows } from '../../../forms/name-rows.tsx'
import { PageForm } from '../../../forms/page-form.tsx'
import { SettingCard } from '../../../forms/setting-row.tsx'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
import { CorsRows } from '../form/cors-rows.tsx'
import { changeOf, draftOf, unsavedSettings } from '../form/draft.ts'
import { AccessRows, HeaderRows, LimitRows, MatchRows } from '../form/rows.tsx'
import { useRouteForm } from '../form/use-route-form.ts'
import { CHANGE_TIMEOUT_MS, useEnableDisableRoute } from '../route/mutations.ts'
import { readRoute, useRefresh, useVersionedRoute } from '../route/queries.ts'
import { openRoute, staysOnTab, type TabProps } from '../route/routes.ts'
import { ToolCard } from './tool-card.tsx'

/** All settings of a route, edited in place by those who may, and the route as a tool beside them. */
export function SettingsTab({ route, url }: TabProps) {
  const query = useVersionedRoute(route.id)
  return (
    <>
      <h2 class="sr-only">{m.gateway_tab_name({ tab: 'settings' })}</h2>
      <Loaded query={query} waiting={<SkeletonRows rows={12} height="row" />}>
        {(latest) => <Form latest={latest} route={route} url={url} />}
      </Loaded>
    </>
  )
}

function Form({ latest, route, url }: TabProps & { latest: Versioned<GatewayRoute> }) {
  const mayNotWrite = useLacks('gateway:write')
  const [base, setBase] = useState(latest)
  const form = useRouteForm(draftOf(base.data))
  const refresh = useRefresh()
  const { id } = route
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readRoute(id),
    write: (body, ifMatch) =>
      callApiVersioned('PATCH', '/api/v1/gateway-routes/{id}', {
        params: { id },
        body,
        ifMatch,
        timeoutMs: CHANGE_TIMEOUT_MS,
      }),
    form,
    draftOf,
    changeOf,
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const changes = unsavedSettings(base.data, draft)
  return (
    <PageForm
      form={form}
      changes={changes.map((setting) => m.gateway_setting_name({ setting }))}
      busy={busy}
      stays={staysOnTab}
      readOnly={mayNotWrite}
      onSubmit={() => form.check() && save()}
      after={!mayNotWrite && <DangerZone route={route} url={url} />}
    >
      {mayNotWrite && <Note>{m.gateway_view_only()}</Note>}
      <div class="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div class="grid min-w-0 gap-4">
          <SettingCard title={m.gateway_card_match()}>
            <MatchRows {...fields} />
          </SettingCard>
          <SettingCard title={m.gateway_card_access()}>
            <AccessRows {...fields} />
          </SettingCard>
          <SettingCard title={m.gateway_card_limits()}>
            <LimitRows {...fields} />
          </SettingCard>
          <SettingCard title={m.gateway_card_headers()}>
            <HeaderRows {...fields} />
          </SettingCard>
          <SettingCard title={m.gateway_card_cors()}>
            <CorsRows {...fields} />
          </SettingCard>
          <SettingCard title={m.gateway_card_general()}>
            <NameRows {...fields} labels={{ name: m.gateway_name() }} />
          </SettingCard>
        </div>
        <ToolCard {...fields} />
      </div>
    </PageForm>
  )
}

function DangerZone({ route, url }: TabProps) {
  const flip = useEnableDisableRoute()
  const [busy, setBusy] = useState(false)
  const active = route.status === 'active'
  const press = async () => {
    setBusy(true)
    await flip(route)
    setBusy(false)
  }
  return (
    <Section title={m.gateway_danger()}>
      <div class="divide-y divide-line">
        <ActionRow
          title={active ? m.gateway_disable() : m.gateway_enable()}
          text={active ? m.gateway_disable_text() : m.gateway_enable_text()}
        >
          <Button icon={active ? CirclePause : CirclePlay} busy={busy} onClick={press}>
            {active ? m.gateway_disable() : m.gateway_enable()}
          </Button>
        </ActionRow>
        <ActionRow title={m.gateway_delete_title()} text={m.gateway_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={() => openRoute(url, route.id, 'delete')}>
            {m.gateway_delete()}
          </Button>
        </ActionRow>
      </div>
    </Section>
  )
}
