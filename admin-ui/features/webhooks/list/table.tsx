import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn, selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { useWebhookActions, WebhookMenu } from '../webhook/actions.tsx'
import {
  DeliveryCount,
  EnvironmentBadge,
  Events,
  Health,
  LastTriggered,
  StatusSwitch,
  SuccessRate,
  UrlText,
} from '../webhook/facts.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'

type WebhookTableProps = {
  webhooks: readonly Webhook[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
  selection: Selection
}

/** The table of webhooks. A narrow one leaves out what is also on the webhook's page. */
export function WebhookTable({ webhooks, url, sort, onSort, selection }: WebhookTableProps) {
  const actions = useWebhookActions(url)
  const { route } = useLocation()
  const columns: Column<Webhook>[] = [
    selectColumn(webhooks, selection, (webhook) => m.webhooks_select_webhook({ name: webhook.name })),
    { key: 'name', title: m.webhooks_name(), sort: 'name', cell: (webhook) => <NameCell webhook={webhook} /> },
    {
      key: 'url',
      title: m.webhooks_url(),
      width: 226,
      from: 560,
      cell: (webhook) => (
        <code class="text-soft">
          <UrlText url={webhook.url} />
        </code>
      ),
    },
    {
      key: 'events',
      title: m.webhooks_events(),
      width: 170,
      from: 930,
      cell: (webhook) => (
        <Events webhook={webhook} shown={1} onMore={() => route(pageOfWebhook(webhook.id, 'settings'))} />
      ),
    },
    { key: 'health', title: m.webhooks_health(), width: 104, cell: (webhook) => <Health webhook={webhook} /> },
    {
      key: 'rate',
      title: m.webhooks_success_rate(),
      width: 104,
      from: 740,
      class: 'number',
      cell: (webhook) => <SuccessRate webhook={webhook} />,
    },
    {
      key: 'deliveries',
      title: m.webhooks_deliveries(),
      width: 92,
      from: 1140,
      sort: 'deliveries',
      class: 'number',
      cell: (webhook) => <DeliveryCount webhook={webhook} onOpen={() => route(pageOfWebhook(webhook.id))} />,
    },
    {
      key: 'triggered',
      title: m.webhooks_last_triggered(),
      width: 112,
      from: 1040,
      sort: 'lastTriggeredAt',
      class: 'number',
      cell: (webhook) => <LastTriggered webhook={webhook} />,
    },
    {
      key: 'status',
      title: m.webhooks_active(),
      width: 68,
      class: 'pl-4!',
      cell: (webhook) => <StatusSwitch compact webhook={webhook} url={url} />,
    },
    actionsColumn((webhook) => <WebhookMenu webhook={webhook} actions={actions} />),
  ]
  return (
    <Table
      caption={m.webhooks_caption()}
      columns={columns}
      rows={webhooks}
      rowKey={(webhook) => webhook.id}
      sort={sort}
      onSort={onSort}
      onOpen={(webhook) => route(pageOfWebhook(webhook.id))}
      onSelect={(webhook) => selection.flip(webhook.id)}
    />
  )
}

function NameCell({ webhook }: { webhook: Webhook }) {
  return (
    <span class="flex items-center gap-2">
      <a class="name-link min-w-0 flex-1 truncate" title={webhook.name} href={pageOfWebhook(webhook.id)}>
        {webhook.name}
      </a>
      <EnvironmentBadge environment={webhook.environment} />
    </span>
  )
}
