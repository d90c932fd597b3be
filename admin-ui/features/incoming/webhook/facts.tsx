import { useState } from 'preact/hooks'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { usePauseResume } from './mutations.ts'
import { SENDER_ICONS } from './senders.ts'
import { type ModuleNames, targetText } from './words.ts'

type OneProps = { webhook: IncomingWebhook }

/** Marks a test webhook. Live is the normal case and has no badge. */
export const EnvironmentBadge = ({ webhook }: OneProps) =>
  webhook.environment === 'test' ? <Badge tone="test">{m.fields_test()}</Badge> : null

/** Active or paused, as a switch for users who may change it. `compact`: only the switch, for a table row. */
export function StatusSwitch({ webhook, compact = false }: OneProps & { compact?: boolean }) {
  const mayNotWrite = useLacks('incoming:write')
  const flip = usePauseResume()
  const [busy, setBusy] = useState(false)
  const said = m.incoming_status_name({ status: webhook.status })
  if (mayNotWrite) return <Badge tone={webhook.status === 'active' ? 'good' : 'plain'}>{said}</Badge>
  const press = async () => {
    setBusy(true)
    await flip(webhook)
    setBusy(false)
  }
  return (
    <Switch
      label={m.incoming_switch_of({ name: webhook.name })}
      on={webhook.status === 'active'}
      busy={busy}
      onSwitch={press}
    >
      {!compact && said}
    </Switch>
  )
}

/** The preset of the sender, with its icon. */
export function Sender({ webhook }: OneProps) {
  const { kind } = webhook.verification
  const Icon = SENDER_ICONS[kind]
  const name = m.incoming_sender_name({ kind })
  return (
    <span class="flex min-w-0 items-center gap-1.5">
      <Icon size={14} class="flex-none text-faint" aria-hidden="true" />
      <span class="truncate" title={name}>
        {name}
      </span>
    </span>
  )
}

/** What it does, in words. */
export function Target({ webhook, nameOf }: OneProps & { nameOf: ModuleNames }) {
  const text = targetText(webhook, nameOf)
  if (text === null) return <span class="skeleton w-32" aria-hidden="true" />
  return (
    <span class="block truncate" title={text}>
      {text}
    </span>
  )
}

/** When it last received a request. */
export const LastReceived = ({ webhook }: OneProps) =>
  webhook.lastReceivedAt ? (
    <RelativeTime at={webhook.lastReceivedAt} />
  ) : (
    <span class="text-soft">{m.incoming_never()}</span>
  )
