import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { OAuthSettings } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { Radios } from '../../../forms/choice.tsx'
import { errorAt } from '../../../forms/form.ts'
import { SaveBar } from '../../../forms/save-bar.tsx'
import { SettingCard, SettingRow, SwitchRow } from '../../../forms/setting-row.tsx'
import { useDraft } from '../../../forms/use-draft.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'

const read = (signal?: AbortSignal) => callApiVersioned('GET', '/api/v1/oauth-settings', { signal })

/** How apps are let in: where users of the host product sign in and are asked, and whether apps may register themselves. */
export function OAuthSection() {
  const query = useQuery({ queryKey: ['oauth-settings'], queryFn: ({ signal }) => read(signal) })
  const readOnly = useLacks('organization:write')
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={4} height="row" />}>
      {(latest) => (readOnly ? <Facts settings={latest.data} /> : <Form latest={latest} />)}
    </Loaded>
  )
}

function Facts({ settings: { loginUrl, consent, registration } }: { settings: OAuthSettings }) {
  return (
    <SettingCard title={m.oauth_settings_host()}>
      <SettingRow label={m.oauth_settings_login_url()}>{loginUrl ?? m.oauth_settings_none()}</SettingRow>
      {loginUrl !== null && (
        <SettingRow label={m.oauth_settings_consent()}>{m.oauth_settings_consent_name({ consent })}</SettingRow>
      )}
      <SettingRow label={m.oauth_settings_registration()}>
        {registration ? m.oauth_settings_on() : m.oauth_settings_off()}
      </SettingRow>
    </SettingCard>
  )
}

type Draft = { loginUrl: string; consent: OAuthSettings['consent']; registration: boolean }

const draftOf = ({ loginUrl, ...rest }: OAuthSettings): Draft => ({ loginUrl: loginUrl ?? '', ...rest })

function changeOf(settings: OAuthSettings, { loginUrl, consent, registration }: Draft): Partial<OAuthSettings> {
  const url = loginUrl.trim() === '' ? null : loginUrl.trim()
  return {
    ...(url === settings.loginUrl ? {} : { loginUrl: url }),
    ...(consent === settings.consent ? {} : { consent }),
    ...(registration === settings.registration ? {} : { registration }),
  }
}

const NAMES: Record<keyof OAuthSettings, () => string> = {
  loginUrl: m.oauth_settings_login_url,
  consent: m.oauth_settings_consent,
  registration: m.oauth_settings_registration,
}

function Form({ latest }: { latest: Versioned<OAuthSettings> }) {
  const client = useQueryClient()
  const [base, setBase] = useState(latest)
  const form = useDraft(draftOf(base.data))
  const { draft, errors, change } = form
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => read(),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/oauth-settings', { body, ifMatch }),
    form,
    draftOf,
    changeOf,
    onSaved: () => {
      toastDone(m.oauth_settings_saved())
      void client.invalidateQueries({ queryKey: ['oauth-settings'] })
    },
  })
  const changed = changeOf(base.data, draft)
  const names = (['loginUrl', 'consent', 'registration'] as const).filter((name) => name in changed)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (names.length > 0) save()
      }}
    >
      <div ref={form.container} class="flex flex-col gap-4" onFocusOut={form.onBlur}>
        <SettingCard title={m.oauth_settings_host()}>
          <SettingRow
            label={m.oauth_settings_login_url()}
            hint={m.oauth_settings_login_url_hint()}
            error={errorAt(errors, 'loginUrl')}
          >
            {(control) => (
              <input
                {...control}
                class="input"
                type="url"
                name="loginUrl"
                placeholder="https://"
                maxLength={500}
                spellcheck={false}
                value={draft.loginUrl}
                onInput={(event) => change({ loginUrl: event.currentTarget.value })}
              />
            )}
          </SettingRow>
          <div class="border-t border-line px-4 py-3">
            <Radios
              legend={m.oauth_settings_consent()}
              stacked
              value={draft.consent}
              choices={(['gatehouse', 'host'] as const).map((value) => ({
                value,
                label: m.oauth_settings_consent_name({ consent: value }),
                hint: m.oauth_settings_consent_hint({ consent: value }),
                disabled: draft.loginUrl.trim() === '',
              }))}
              error={errorAt(errors, 'consent')}
              onValue={(consent) => change({ consent })}
            />
          </div>
        </SettingCard>
        <SettingCard title={m.oauth_settings_agents()}>
          <SwitchRow
            label={m.oauth_settings_registration()}
            hint={m.oauth_settings_registration_hint()}
            on={draft.registration}
            onSwitch={(registration) => change({ registration })}
          />
        </SettingCard>
      </div>
      <SaveBar
        changes={names.map((name) => NAMES[name]())}
        problem={form.problem}
        busy={busy}
        onDiscard={form.discard}
      />
    </form>
  )
}
