import { CircleCheck, CircleSlash, CircleX, Clock } from 'lucide-preact'
import type { Approval } from '../../../../client/src/generated.ts'
import { apiKeyHref } from '../../../format/links.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { State } from '../../../ui/state.tsx'

const LOOKS = {
  pending: { icon: Clock, tone: 'warn' },
  approved: { icon: CircleCheck, tone: 'good' },
  used: { icon: CircleCheck, tone: 'good' },
  denied: { icon: CircleX, tone: 'bad' },
  expired: { icon: CircleSlash, tone: 'plain' },
} as const

/** Where a tool call stands, as an icon and a word. */
export const ApprovalState = ({ status }: Pick<Approval, 'status'>) => (
  <State {...LOOKS[status]}>{m.gateway_approval_status({ status })}</State>
)

/** Who asks: the key, as a link, or the app. */
export function Caller({ caller: { type, id, name } }: Pick<Approval, 'caller'>) {
  if (type !== 'api_key') return <span class="truncate">{name}</span>
  return (
    <a class="link truncate" href={apiKeyHref(id)} title={name}>
      {name}
    </a>
  )
}

/** Marks a test call. Live is the normal case and has no badge. */
export const EnvironmentBadge = ({ environment }: Pick<Approval, 'environment'>) =>
  environment === 'test' ? <Badge tone="test">{m.fields_test()}</Badge> : null
