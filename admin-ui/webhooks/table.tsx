import { useLocation } from 'preact-iso/router'
import type { Webhook } from '../../contract/webhooks.ts'
import { layout } from '../parts/media.ts'
import { SelectBox } from '../parts/select-box.tsx'
import type { Selection } from '../parts/selection.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { UrlState } from '../parts/url-state.ts'
import { useWebhookActions, WebhookMenu } from './actions.tsx'
import {
  DeliveryCount,
  EnvironmentBadge,
  Events,
  HealthBadge,
  LastTriggered,
  StatusSwitch,
  SuccessRate,
} from './facts.tsx'
import { pageOfWebhook } from './places.ts'
import { words } from './words.ts'

type WebhookTableProps = {
  webhooks: readonly Webhook[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
  selection: Selection
}

/** All columns on a desktop; on a tablet the ones that tell how it goes, with the rest on the webhook's page. */
export function WebhookTable({ webhooks, url, sort, onSort, selection }: WebhookTableProps) {
  const t = words()
  const actions = useWebhookActions(url)
  const { route } = useLocation()
  const chosen = webhooks.filter((webhook) => selection.has(webhook.id)).length
  const columns: Column<Webhook>[] = [
    {
      key: 'select',
      title: t.select,
      hideTitle: true,
      class: 'w-px pr-0!',
      head: (
        <SelectBox
          label={t.selectPage}
          checked={chosen === webhooks.length}
          partly={chosen > 0 && chosen < webhooks.length}
          onChecked={(on) => selection.choose(on ? webhooks.map((webhook) => webhook.id) : [])}
        />
      ),
      cell: (webhook) => (
        <SelectBox
          label={t.selectWebhook(webhook.name)}
          checked={selection.has(webhook.id)}
          onChecked={() => selection.flip(webhook.id)}
        />
      ),
    },
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
    {
      key: 'actions',
      title: t.actions,
      hideTitle: true,
      class: 'w-px text-right',
      cell: (webhook) => <WebhookMenu webhook={webhook} actions={actions} />,
    },
  ]
  const onTablet = new Set(['name', 'status', 'triggered', 'rate', 'health', 'actions'])
  return (
    <Table
      caption={t.caption}
      columns={layout.value === 'desktop' ? columns : columns.filter((column) => onTablet.has(column.key))}
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
