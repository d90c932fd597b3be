import { useLocation } from 'preact-iso/router'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { IncomingMenu, useIncomingActions } from '../webhook/actions.tsx'
import { EnvironmentBadge, LastReceived, Sender, StatusSwitch, Target } from '../webhook/facts.tsx'
import { pageOfIncoming } from '../webhook/routes.ts'
import type { ModuleNames } from '../webhook/words.ts'

type IncomingListProps = {
  webhooks: readonly IncomingWebhook[]
  nameOf: ModuleNames
  url: UrlState
}

/** The table of incoming webhooks. */
export function IncomingTable({ webhooks, nameOf, url }: IncomingListProps) {
  const actions = useIncomingActions(url)
  const { route } = useLocation()
  const columns: Column<IncomingWebhook>[] = [
    {
      key: 'name',
      title: m.incoming_name(),
      cell: (webhook) => (
        <span class="flex items-center gap-2">
          <a class="name-link min-w-0 flex-1 truncate" title={webhook.name} href={pageOfIncoming(webhook.id)}>
            {webhook.name}
          </a>
          <EnvironmentBadge webhook={webhook} />
        </span>
      ),
    },
    {
      key: 'target',
      title: m.incoming_target(),
      cell: (webhook) => <Target webhook={webhook} nameOf={nameOf} />,
    },
    {
      key: 'sender',
      title: m.incoming_sender(),
      width: 172,
      from: 760,
      cell: (webhook) => <Sender webhook={webhook} />,
    },
    {
      key: 'received',
      title: m.incoming_last_received(),
      width: 124,
      from: 520,
      class: 'number',
      cell: (webhook) => <LastReceived webhook={webhook} />,
    },
    {
      key: 'status',
      title: m.incoming_active(),
      width: 68,
      class: 'pl-4!',
      cell: (webhook) => <StatusSwitch compact webhook={webhook} />,
    },
    actionsColumn((webhook) => <IncomingMenu webhook={webhook} actions={actions} />),
  ]
  return (
    <Table
      caption={m.incoming_webhooks_label()}
      columns={columns}
      rows={webhooks}
      rowKey={(webhook) => webhook.id}
      onOpen={(webhook) => route(pageOfIncoming(webhook.id))}
    />
  )
}
