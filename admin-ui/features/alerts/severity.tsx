import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-preact'
import type { Alert } from '../../../client/src/generated.ts'
import type { Severity } from '../../../contract/alerts.data.ts'
import { m } from '../../messages/index.ts'
import type { Tone } from '../../ui/badge.tsx'
import { State } from '../../ui/state.tsx'

const LOOK: Record<Severity, { icon: LucideIcon; tone: Tone }> = {
  critical: { icon: CircleAlert, tone: 'bad' },
  warning: { icon: TriangleAlert, tone: 'warn' },
  info: { icon: Info, tone: 'info' },
}

/** How severe an alert is. The severity of a resolved one needs no attention any more. */
export function SeverityState({ alert: { severity, status } }: { alert: Pick<Alert, 'severity' | 'status'> }) {
  const { icon, tone } = LOOK[severity]
  return (
    <State icon={status === 'open' ? icon : CircleCheck} tone={status === 'open' ? tone : 'plain'}>
      {m.alerts_severity_name({ severity })}
    </State>
  )
}
