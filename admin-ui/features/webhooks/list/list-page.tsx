import { Plus, Webhook as WebhookIcon } from 'lucide-preact'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { selectedOnDesktop, useSelection } from '../../../lists/selection.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageProps } from '../../../ui/page/feature.ts'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { useWebhooks } from '../webhook/queries.ts'
import { WebhookCards } from './cards.tsx'
import { WebhookFilters } from './filters.tsx'
import { listParams, webhookListAt } from './list-state.ts'
import { WebhookTable } from './table.tsx'

const WebhookBulkBar = lazy(() => import('./bulk-bar.tsx').then((it) => it.WebhookBulkBar))

/** The list of webhooks. */
export function ListPage({ title, scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('webhooks:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = webhookListAt(url)
  const list = useWebhooks(listParams(at.state))
  const phone = layout.value === 'phone'
  const selection = useSelection(JSON.stringify(listParams(at.state)))
  const chosen = selectedOnDesktop(selection, list.data)
  const anyChosen = useSticky(chosen.length > 0)
  const createButton = (kind: 'primary' | 'plain') =>
    mayWrite && (
      <Button kind={kind} icon={Plus} onClick={create}>
        {m.webhooks_create()}
      </Button>
    )
  // There is nothing to search in.
  const blank = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  return (
    <GuardedPage
      title={title}
      scope={scope}
      filters={!blank && <WebhookFilters {...at} />}
      actions={createButton('primary')}
      selecting={chosen.length > 0}
      bulk={anyChosen && <WebhookBulkBar webhooks={chosen} onClear={selection.clear} />}
      viewOnly={!mayWrite && m.webhooks_view_only()}
    >
      <List
        {...at}
        caption={m.webhooks_caption()}
        query={list}
        waiting={{ rows: 6, height: phone ? 'card' : 'row' }}
        blank={{
          icon: WebhookIcon,
          title: m.webhooks_empty_title(),
          text: m.webhooks_empty_text(),
          action: createButton('plain'),
        }}
        pages={m.webhooks_pages()}
        summary={({ total }) => total !== undefined && m.webhooks_total({ count: total })}
      >
        {({ data }) =>
          phone ? (
            <WebhookCards webhooks={data} url={url} />
          ) : (
            <WebhookTable
              webhooks={data}
              url={url}
              sort={at.state.sort}
              onSort={at.moves.sortBy}
              selection={selection}
            />
          )
        }
      </List>
    </GuardedPage>
  )
}
