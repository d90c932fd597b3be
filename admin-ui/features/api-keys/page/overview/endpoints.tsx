import { useLocation } from 'preact-iso/router'
import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { formatMilliseconds, formatNumber, formatShare } from '../../../../format/language.ts'
import { eventLogHref } from '../../../../format/links.ts'
import { Table } from '../../../../lists/table.tsx'
import { m } from '../../../../messages/index.ts'
import { Bar } from '../../../../ui/bar.tsx'
import { Middle } from '../../../../ui/middle.tsx'
import { Card } from './card.tsx'

const TOP = 6

/** The endpoints that a key called most. */
export function Endpoints({ usage, id }: { usage: KeyUsage; id: string }) {
  const { route } = useLocation()
  const most = Math.max(1, ...usage.byEndpoint.map((one) => one.calls))
  // The log searches for a part of the path: what precedes the first parameter of the route.
  const hrefOf = (route: string) => eventLogHref({ key: id, path: route.split('{')[0] ?? route })
  return (
    <Card
      title={m.api_keys_page_top_endpoints()}
      action={
        <a class="text-sm text-primary hover:underline" href={eventLogHref({ key: id })}>
          {m.api_keys_page_open_logs()}
        </a>
      }
    >
      {usage.byEndpoint.length === 0 ? (
        <p class="px-4 py-6 text-center text-soft">{m.api_keys_page_no_calls()}</p>
      ) : (
        <Table
          dense
          caption={m.api_keys_page_top_endpoints()}
          rows={usage.byEndpoint.slice(0, TOP)}
          rowKey={(one) => one.endpoint}
          onOpen={(one) => route(hrefOf(one.endpoint))}
          columns={[
            {
              key: 'endpoint',
              title: m.api_keys_usage_endpoint(),
              cell: (one) => (
                <a class="block hover:underline" href={hrefOf(one.endpoint)}>
                  <code>
                    <Middle text={one.endpoint} />
                  </code>
                </a>
              ),
            },
            {
              key: 'share',
              title: m.api_keys_page_share(),
              hideTitle: true,
              width: 64,
              from: 480,
              cell: (one) => <Bar share={one.calls / most} />,
            },
            {
              key: 'calls',
              title: m.api_keys_usage_requests(),
              width: 80,
              class: 'number',
              cell: (one) => formatNumber(one.calls),
            },
            {
              key: 'errors',
              title: m.api_keys_usage_errors(),
              width: 68,
              class: 'number',
              cell: (one) => (
                <span class={one.errors > 0 ? 'text-warn' : 'text-soft'}>{formatShare(one.errors / one.calls)}</span>
              ),
            },
            {
              key: 'average',
              title: m.api_keys_usage_average_short(),
              width: 80,
              from: 420,
              class: 'number',
              cell: (one) => <span class="text-soft">{formatMilliseconds(one.averageMs)}</span>,
            },
          ]}
        />
      )}
    </Card>
  )
}
