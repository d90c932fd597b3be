import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn, selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import {
  DeliveryCount,
  EnvironmentBadge,
  Events,
  HealthBadge,
  LastTriggered,
  StatusSwitch,
  SuccessRate,
} from '../webhook/facts.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'
import { words } from '../webhook/words.ts'

type WebhookTableProps = {
  webhooks: readonly Webhook[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
  selection: Selection
}

/** All columns on a desktop; on a tablet those about its health, with the rest on the webhook's page. */
export function WebhookTable({ webhooks, url, sort, onSort, selection }: WebhookTableProps) {
  const t = words()
  const actions = useWebhookActions(url)
  const { route } = useLocation()
  const columns: Column<Webhook>[] = [
    selectColumn(webhooks, selection, (webhook) => t.selectWebhook(webhook.name)),
    {
      key: 'name',
      title: t.name,
      sort: 'name',
      class: 'w-2/5 min-w-36',
      cell: (webhook) => <NameCell webhook={webhook} />,
    },
    {
      key: 'url',
      title: t.url,
      class: 'w-3/5 max-w-0 min-w-32',
      cell: (webhook) => (
        <code class="block truncate" title={webhook.url}>
          {webhook.url.replace('https://', '')}
        </code>
      ),
    },
    {
      key: 'events',
      title: t.events,
      cell: (webhook) => (
        <Events webhook={webhook} shown={2} onMore={() => route(pageOfWebhook(webhook.id, 'settings'))} />
      ),
    },
    { key: 'status', title: t.status, cell: (webhook) => <StatusSwitch webhook={webhook} url={url} /> },
    {
      key: 'triggered',
      title: t.lastTriggered,
      sort: 'lastTriggeredAt',
      cell: (webhook) => <LastTriggered webhook={webhook} />,
    },
    {
      key: 'deliveries',
      title: t.deliveries,
      sort: 'deliveries',
      class: 'text-right',
      cell: (webhook) => <DeliveryCount webhook={webhook} onOpen={() => route(pageOfWebhook(webhook.id))} />,
    },
    { key: 'rate', title: t.successRate, class: 'text-right', cell: (webhook) => <SuccessRate webhook={webhook} /> },
    { key: 'health', title: t.health, cell: (webhook) => <HealthBadge webhook={webhook} /> },
    actionsColumn((webhook) => <WebhookMenu webhook={webhook} actions={actions} />),
  ]
  return (
    <Table
      caption={t.caption}
      columns={columns}
      onTablet={['name', 'status', 'triggered', 'rate', 'health', 'actions']}
      rows={webhooks}
      rowKey={(webhook) => webhook.id}
      sort={sort}
      onSort={onSort}
    />
  )
}

function NameCell({ webhook }: { webhook: Webhook }) {
  return (
    <span class="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <a class="name-link line-clamp-2" href={pageOfWebhook(webhook.id)}>
        {webhook.name}
      </a>
      <EnvironmentBadge environment={webhook.environment} />
    </span>
  )
}
