import { CirclePause, CirclePlay, RefreshCw, Trash2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { OAuthApp } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { NameFields } from '../../../forms/common-fields.tsx'
import { SaveBar } from '../../../forms/save-bar.tsx'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useEnableDisableApp } from '../app/mutations.ts'
import { readOAuthApp, useRefresh, useVersionedApp } from '../app/queries.ts'
import { openApp, staysOnTab, type TabProps } from '../app/routes.ts'
import { FlowFields, LinkFields, RedirectField, ScopesField } from '../form/app-fields.tsx'
import { changeOf, draftOf, unsavedSettings } from '../form/draft.ts'
import { useAppForm } from '../form/use-app-form.ts'

/** All settings of an app, edited in place by those who may, and actions beyond settings. */
export function SettingsTab({ app, url }: TabProps) {
  const query = useVersionedApp(app.id)
  return (
    <div class="max-w-4xl">
      <h2 class="sr-only">{m.oauth_apps_tab_name({ tab: 'settings' })}</h2>
      <Loaded query={query} waiting={<SkeletonRows rows={12} height="row" />}>
        {(latest) => <Form latest={latest} app={app} url={url} />}
      </Loaded>
    </div>
  )
}

function Form({ latest, app, url }: TabProps & { latest: Versioned<OAuthApp> }) {
  const mayWrite = useCan('oauth-apps:write')
  const mayNotWrite = useLacks('oauth-apps:write')
  const [base, setBase] = useState(latest)
  const form = useAppForm(draftOf(base.data))
  const refresh = useRefresh()
  const { id } = app
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  const isOwn = app.source === 'organization'
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readOAuthApp(id),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/oauth-apps/{id}', { params: { id }, body, ifMatch }),
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
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (changes.length > 0 && form.check()) save()
      }}
    >
      <div ref={form.container} class="flex flex-col gap-4" onFocusOut={form.onBlur}>
        {mayNotWrite && <Note>{m.oauth_apps_view_only()}</Note>}
        {!isOwn && <Note>{m.oauth_apps_settings_foreign({ source: app.source })}</Note>}
        <fieldset disabled={!mayWrite || !isOwn} class="contents">
          <Part title={m.oauth_apps_settings_general()}>
            <NameFields
              {...fields}
              autofocus={false}
              labels={{
                name: m.oauth_apps_name(),
                nameHint: m.oauth_apps_form_name_hint(),
                descriptionHint: m.oauth_apps_form_description_hint(),
              }}
            />
            <RedirectField {...fields} />
            <Facts app={app} />
          </Part>
        </fieldset>
        <fieldset disabled={!mayWrite} class="contents">
          <Part title={m.api_keys_permissions()}>
            <ScopesField {...fields} />
          </Part>
        </fieldset>
        <fieldset disabled={!mayWrite || !isOwn} class="contents">
          <Part title={m.oauth_apps_settings_links()}>
            <LinkFields {...fields} />
          </Part>
          <Part title={m.oauth_apps_settings_access()}>
            <FlowFields {...fields} />
          </Part>
        </fieldset>
      </div>
      {mayWrite && (
        <>
          <div class="mt-4">
            <DangerZone app={app} url={url} />
          </div>
          <SaveBar
            changes={changes.map((setting) => m.oauth_apps_setting_name({ setting }))}
            problem={form.problem}
            busy={busy}
            stays={staysOnTab}
            onDiscard={form.discard}
          />
        </>
      )}
    </form>
  )
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <Section title={title}>
    <div class="flex max-w-2xl flex-col gap-5 p-4">{children}</div>
  </Section>
)

const Facts = ({ app }: { app: OAuthApp }) => (
  <dl class="facts">
    <dt>{m.oauth_apps_client_id()}</dt>
    <dd class="flex items-center gap-1">
      <code class="min-w-0 wrap-anywhere">{app.clientId}</code>
      <CopyButton compact text={app.clientId} label={m.oauth_apps_copy_client_id()} />
    </dd>
    {app.secret && (
      <>
        <dt>{m.oauth_apps_client_secret()}</dt>
        <dd>
          <code>{app.secret.masked}</code>
          {app.secret.previousUntil && (
            <span class="text-soft">
              {' '}
              {m.oauth_apps_settings_previous()} <RelativeTime at={app.secret.previousUntil} />
            </span>
          )}
        </dd>
      </>
    )}
    <dt>{m.oauth_apps_type()}</dt>
    <dd>{m.oauth_apps_type_name({ type: app.type })}</dd>
    <dt>{m.oauth_apps_form_environment()}</dt>
    <dd>{app.environment === 'test' ? m.fields_test() : m.fields_live()}</dd>
    <dt>{m.oauth_apps_settings_created()}</dt>
    <dd>
      <RelativeTime at={app.createdAt} /> {app.createdBy && m.oauth_apps_settings_by({ name: app.createdBy })}
    </dd>
    <dt>{m.oauth_apps_settings_id()}</dt>
    <dd class="flex items-center gap-1">
      <code class="min-w-0">{app.id}</code>
      <CopyButton compact text={app.id} label={m.oauth_apps_settings_copy_id()} />
    </dd>
  </dl>
)

function DangerZone({ app, url }: TabProps) {
  const flip = useEnableDisableApp()
  const [busy, setBusy] = useState(false)
  const active = app.status === 'active'
  const press = async () => {
    setBusy(true)
    await flip(app)
    setBusy(false)
  }
  return (
    <Section title={m.oauth_apps_settings_danger()}>
      <div class="divide-y divide-line">
        <Action
          title={active ? m.oauth_apps_disable() : m.oauth_apps_enable()}
          text={active ? m.oauth_apps_disable_text() : m.oauth_apps_enable_text()}
        >
          <Button icon={active ? CirclePause : CirclePlay} busy={busy} onClick={press}>
            {active ? m.oauth_apps_disable() : m.oauth_apps_enable()}
          </Button>
        </Action>
        {app.secret && app.source === 'organization' && (
          <Action title={m.oauth_apps_rotate_title()} text={m.oauth_apps_rotate_hint()}>
            <Button icon={RefreshCw} onClick={() => openApp(url, app.id, 'rotate')}>
              {m.oauth_apps_rotate()}
            </Button>
          </Action>
        )}
        <Action title={m.oauth_apps_delete_title()} text={m.oauth_apps_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={() => openApp(url, app.id, 'delete')}>
            {m.oauth_apps_delete()}
          </Button>
        </Action>
      </div>
    </Section>
  )
}

const Action = ({ title, text, children }: { title: string; text: string; children: ComponentChildren }) => (
  <div class="flex flex-wrap items-center gap-3 px-4 py-3">
    <div class="mr-auto min-w-0 max-w-2xl flex-1 basis-64">
      <h3>{title}</h3>
      <p class="text-soft">{text}</p>
    </div>
    {children}
  </div>
)
