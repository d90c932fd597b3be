import { useState } from 'preact/hooks'
import type { OAuthApp } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { useEnableDisableApp } from './mutations.ts'

type OneProps = { app: OAuthApp }

/** Marks a test app. Live is the normal case and has no badge. */
export const EnvironmentBadge = ({ app }: OneProps) =>
  app.environment === 'test' ? <Badge tone="test">{m.fields_test()}</Badge> : null

/** Active or disabled, as a switch for users who may change it. `compact`: only the switch, for a table row. */
export function StatusSwitch({ app, compact = false }: OneProps & { compact?: boolean }) {
  const mayNotWrite = useLacks('oauth-apps:write')
  const flip = useEnableDisableApp()
  const [busy, setBusy] = useState(false)
  const said = m.oauth_apps_status_name({ status: app.status })
  if (mayNotWrite) return <Badge tone={app.status === 'active' ? 'good' : 'plain'}>{said}</Badge>
  const press = async () => {
    setBusy(true)
    await flip(app)
    setBusy(false)
  }
  return (
    <Switch
      label={m.oauth_apps_switch_of({ name: app.name })}
      on={app.status === 'active'}
      busy={busy}
      onSwitch={press}
    >
      {!compact && said}
    </Switch>
  )
}

/** The public name of the app in requests, with a button that copies it. */
export const ClientId = ({ app }: OneProps) => (
  <span class="relative flex min-w-0 items-center gap-1">
    <code class="min-w-0 text-soft">
      <Middle text={app.clientId} tail={6} />
    </code>
    <CopyButton compact text={app.clientId} label={m.oauth_apps_copy_client_id_of({ name: app.name })} />
  </span>
)

/** When one of its tokens was last used. */
export const LastUsed = ({ app }: OneProps) =>
  app.lastUsedAt ? <RelativeTime at={app.lastUsedAt} /> : <span class="text-soft">{m.oauth_apps_never()}</span>
