import { Bot, CircleDashed, CircleX } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { StatusDot } from '../../../ui/status-dot.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { useEnableDisableRoute } from './mutations.ts'
import { publicPath } from './words.ts'

type OneProps = { route: GatewayRoute }

/** The state of a route as a dot. */
export const RouteDot = ({ route: { status } }: OneProps) => (
  <StatusDot on={status === 'active'} label={m.gateway_status_name({ status })} />
)

/** Active or disabled, as a switch for users who may change it. `compact`: only the switch, for a row. */
export function StatusSwitch({ route, compact = false }: OneProps & { compact?: boolean }) {
  const mayNotWrite = useLacks('gateway:write')
  const flip = useEnableDisableRoute()
  const [busy, setBusy] = useState(false)
  const said = m.gateway_status_name({ status: route.status })
  if (mayNotWrite) return <Badge tone={route.status === 'active' ? 'good' : 'plain'}>{said}</Badge>
  const press = async () => {
    setBusy(true)
    await flip(route)
    setBusy(false)
  }
  return (
    <Switch
      label={m.gateway_switch_of({ name: route.name })}
      on={route.status === 'active'}
      busy={busy}
      onSwitch={press}
    >
      {!compact && said}
    </Switch>
  )
}

/** The methods of a route, the first few. */
export function Methods({ methods, most = 2 }: { methods: readonly string[]; most?: number }) {
  const names = methods.map((method) => (method === '*' ? m.gateway_any_method() : method))
  return (
    <span class="flex-none font-mono text-xs text-soft" title={names.join(', ')}>
      {names.slice(0, most).join(' ')}
      {names.length > most && ` +${names.length - most}`}
    </span>
  )
}

/** The public path of a route: its methods, and its prefix cut in the middle. `over`: a wider prefix, shown fainter. */
export function PublicPath({ route }: OneProps) {
  return (
    <code class="block min-w-0">
      <Middle text={`${publicPath(route)}${route.exact ? '' : '/*'}`} tail={10} />
    </code>
  )
}

/** The scopes that a caller needs: the first, and how many more. */
export function ScopeTags({ scopes }: { scopes: readonly string[] }) {
  const [first, ...others] = scopes
  if (!first) return <span class="text-faint">{m.gateway_no_scopes()}</span>
  return (
    <span class="flex min-w-0 items-center gap-1" title={scopes.join('\n')}>
      <Badge mono>{first}</Badge>
      {others.length > 0 && <span class="flex-none text-soft">+{others.length}</span>}
    </span>
  )
}

/** Marks a route that agents can call as a tool. */
export const ToolMark = ({ route: { tool } }: OneProps) =>
  tool === null ? null : (
    <span class="flex min-w-0 items-center gap-1.5 text-soft" title={m.gateway_tool_of({ name: tool.name })}>
      <Bot size={14} class="flex-none text-primary" aria-hidden="true" />
      <span class="sr-only">{m.gateway_tool()}: </span>
      <code class="truncate">{tool.name}</code>
    </span>
  )

/** The state of the circuit, unless it is the normal one. */
export function CircuitBadge({ route: { circuit } }: OneProps) {
  if (circuit === 'closed') return null
  return (
    <Badge
      tone={circuit === 'open' ? 'bad' : 'warn'}
      icon={circuit === 'open' ? CircleX : CircleDashed}
      tip={m.gateway_circuit_text({ circuit })}
    >
      {m.gateway_circuit_name({ circuit })}
    </Badge>
  )
}
