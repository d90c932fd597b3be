import { CircleCheck, CircleDashed, CircleX } from 'lucide-preact'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { eventLogHref } from '../../../format/links.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { State } from '../../../ui/state.tsx'
import { logPath } from '../route/words.ts'

const LOOKS = {
  closed: { icon: CircleCheck, tone: 'good' },
  half_open: { icon: CircleDashed, tone: 'warn' },
  open: { icon: CircleX, tone: 'bad' },
} as const

/** Whether calls reach the upstream, and when the gateway tries again if they do not. */
export function CircuitCard({ route }: { route: GatewayRoute }) {
  const { circuit, circuitOpenUntil } = route
  const mayReadLogs = useCan('logs:read')
  return (
    <Section title={m.gateway_circuit()}>
      <div class="flex flex-col items-start gap-2 px-4 py-3">
        <State {...LOOKS[circuit]}>{m.gateway_circuit_name({ circuit })}</State>
        <p class="text-soft">{m.gateway_circuit_text({ circuit })}</p>
        {circuit === 'open' && circuitOpenUntil && (
          <p>
            {m.gateway_circuit_next()} <RelativeTime at={circuitOpenUntil} />
          </p>
        )}
        {circuit !== 'closed' && mayReadLogs && (
          <a class="link" href={eventLogHref({ type: 'gateway', path: logPath(route), status: '5xx' })}>
            {m.gateway_failures_see()}
          </a>
        )}
      </div>
    </Section>
  )
}
