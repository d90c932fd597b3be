import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'

/** What a caller needs, what limits calls, and where the route comes from. */
export const DetailsCard = ({ route }: { route: GatewayRoute }) => (
  <Section title={m.gateway_details()}>
    <dl class="facts grid-cols-[6.25rem_minmax(0,1fr)]! px-4 py-3">
      <dt>{m.gateway_scopes()}</dt>
      <dd class="wrap-anywhere">
        {route.scopes.length === 0 ? m.gateway_no_scopes() : <code>{route.scopes.join(', ')}</code>}
      </dd>
      <dt>{m.gateway_cost()}</dt>
      <dd>{m.gateway_cost_calls({ count: route.cost })}</dd>
      <dt>{m.gateway_rate()}</dt>
      <dd>
        {route.rateLimitPerMinute === null
          ? m.gateway_no_limit()
          : m.gateway_rate_value({ count: route.rateLimitPerMinute })}
      </dd>
      <dt>{m.gateway_concurrency()}</dt>
      <dd>{route.maxConcurrency === null ? m.gateway_no_limit() : formatNumber(route.maxConcurrency)}</dd>
      <dt>{m.gateway_timeout()}</dt>
      <dd>{m.time_seconds({ count: formatNumber(route.timeoutSeconds) })}</dd>
      <dt>{m.gateway_created()}</dt>
      <dd>
        <RelativeTime at={route.createdAt} /> {route.createdBy && m.gateway_by({ name: route.createdBy })}
      </dd>
      <dt>{m.gateway_source()}</dt>
      <dd class="min-w-0">
        {m.gateway_source_name({ source: route.source })}
        {route.operation && (
          <code class="block truncate text-soft" title={route.operation}>
            {route.operation}
          </code>
        )}
      </dd>
      <dt>{m.gateway_id()}</dt>
      <dd class="flex items-center gap-1">
        <code class="min-w-0 wrap-anywhere">{route.id}</code>
        <CopyButton compact text={route.id} label={m.gateway_copy_id()} />
      </dd>
    </dl>
  </Section>
)
