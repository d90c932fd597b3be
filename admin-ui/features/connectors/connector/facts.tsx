import { CircleCheck, CircleDashed, CirclePause, CircleX, type LucideIcon, TriangleAlert } from 'lucide-preact'
import type { Connector } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { State } from '../../../ui/state.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { usePauseResume } from './mutations.ts'
import { PROVIDERS } from './providers.ts'
import { openConnector } from './routes.ts'

type OneProps = { connector: Connector }

/** The platform with its icon. */
export function Provider({ connector }: OneProps) {
  const { icon: Icon, name } = PROVIDERS[connector.provider]
  return (
    <span class="flex min-w-0 items-center gap-1.5">
      <Icon size={14} class="flex-none text-faint" aria-hidden="true" />
      <span class="truncate">{name}</span>
    </span>
  )
}

type Look = { text: () => string; icon: LucideIcon; tone: Tone }

const UNTRIED: Look = { text: () => m.connectors_health_untried(), icon: CircleDashed, tone: 'plain' }
const HEALTH: Record<Connector['health'], Look> = {
  healthy: { text: () => m.connectors_health_healthy(), icon: CircleCheck, tone: 'good' },
  degraded: { text: () => m.connectors_health_degraded(), icon: TriangleAlert, tone: 'warn' },
  failing: { text: () => m.connectors_health_failing(), icon: CircleX, tone: 'bad' },
  disabled: { text: () => m.connectors_health_stopped(), icon: CircleX, tone: 'bad' },
}

function lookOf({ status, reason, health, healthReason }: Connector): Look {
  if (status === 'paused' && reason === null) {
    return { text: () => m.connectors_health_paused(), icon: CirclePause, tone: 'plain' }
  }
  if (status !== 'active') return HEALTH.disabled
  return health === 'healthy' && healthReason.deliveries === 0 ? UNTRIED : HEALTH[health]
}

/** Whether messages get through, as an icon and a word; the tooltip says why not. */
export function Health({ connector, badge = false }: OneProps & { badge?: boolean }) {
  const { text, icon, tone } = lookOf(connector)
  const why = connector.reason?.message
  return badge ? (
    <Badge tone={tone} icon={icon} {...(why && { title: why })}>
      {text()}
    </Badge>
  ) : (
    <State tone={tone} icon={icon} title={why}>
      {text()}
    </State>
  )
}

/** Marks a connector of the test environment. Live is the normal case and has no badge. */
export const EnvironmentBadge = ({ connector }: OneProps) =>
  connector.environment === 'test' ? <Badge tone="test">{m.fields_test()}</Badge> : null

/** Active or not, as a switch for users who may change it. `compact`: only the switch. */
export function StatusSwitch({ connector, url, compact = false }: OneProps & { url: UrlState; compact?: boolean }) {
  const mayNotWrite = useLacks('connectors:write')
  const flip = usePauseResume()
  const active = connector.status === 'active'
  const said = active ? m.connectors_active() : m.connectors_health_paused()
  if (mayNotWrite) return <Badge tone={active ? 'good' : 'plain'}>{said}</Badge>
  const press = () => {
    // What was held, or why it stopped, is a decision of its own.
    if (!active && (connector.reason || connector.held.count > 0)) return openConnector(url, connector.id, 'resume')
    flip.mutate({ connector, sendHeld: active ? null : false })
  }
  return (
    <Switch label={m.connectors_switch_of({ name: connector.name })} on={active} busy={flip.isPending} onSwitch={press}>
      {!compact && said}
    </Switch>
  )
}

/** When an event was last sent to it. */
export const LastEvent = ({ connector }: OneProps) =>
  connector.lastEventAt ? (
    <RelativeTime at={connector.lastEventAt} />
  ) : (
    <span class="text-soft">{m.connectors_never()}</span>
  )

/** Its events as badges; those beyond `shown` as a number. */
export function Events({ events, shown = events.length }: { events: readonly string[]; shown?: number }) {
  const rest = events.length - shown
  return (
    <span class="flex min-w-0 flex-wrap items-center gap-1">
      {events.slice(0, shown).map((event) => (
        <Badge key={event} title={event} mono={event !== '*'}>
          {event === '*' ? m.connectors_all_events() : event}
        </Badge>
      ))}
      {rest > 0 && <Badge title={events.slice(shown).join(', ')}>+{rest}</Badge>}
    </span>
  )
}
