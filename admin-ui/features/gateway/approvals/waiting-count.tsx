import { useLocation } from 'preact-iso/router'
import { formatNumber } from '../../../format/language.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { useWaiting } from './queries.ts'

/** The number of tool calls that wait for a person, beside a link to them. */
export function WaitingCount() {
  const { query } = useLocation()
  const page = useWaiting(environmentOf(query), useCan('approvals:read')).data
  const count = page?.data.length ?? 0
  if (count === 0) return null
  return (
    <span class="count ml-1.5" data-tone="bad">
      <span aria-hidden="true">{page?.nextCursor ? `${formatNumber(count)}+` : formatNumber(count)}</span>
      <span class="sr-only">{m.gateway_waiting({ count })}</span>
    </span>
  )
}
