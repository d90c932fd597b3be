import { Plus, Webhook as WebhookIcon } from 'lucide-preact'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { type UrlState, useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { chosenOnDesktop, useSelection } from '../../../lists/selection.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageProps } from '../../../ui/feature.ts'
import { GuardedPage, ViewLink } from '../../../ui/guarded-page.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { useShortcut } from '../../../ui/shortcuts.ts'
import { useWebhooks } from '../webhook/queries.ts'
import { words } from '../webhook/words.ts'
import { WebhookCards } from './cards.tsx'
import { WebhookFilters } from './filters.tsx'
import { listParams, webhookListAt } from './list-state.ts'
import { WebhookTable } from './table.tsx'

const WebhookPage = lazy(() => import('../page/webhook-page.tsx').then((it) => it.WebhookPage))
const WebhookDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.WebhookDialogs))
const WebhookBulkBar = lazy(() => import('./bulk-bar.tsx').then((it) => it.WebhookBulkBar))

/** Webhooks of the organization: the list, or the one that the address names. */
export function WebhooksPage(page: PageProps) {
  const url = useUrlState()
  const mayRead = useCan('webhooks:read')
  const asked = useSticky(url.query.dialog)
  const { webhook } = url.query
  return (
    <>
      {webhook && mayRead ? <WebhookPage key={webhook} id={webhook} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <WebhookDialogs url={url} />}
    </>
  )
}

function ListPage({ title, scope, views, url }: PageProps & { url: UrlState }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  return (
    <GuardedPage
      title={title}
      scope={scope}
      actions={
        <>
          {views.map((view) => (
            <ViewLink key={view.name} view={view} />
          ))}
          {mayWrite && (
            <Button kind="primary" icon={Plus} onClick={create}>
              {t.create}
            </Button>
          )}
        </>
      }
      viewOnly={!mayWrite && t.viewOnly}
    >
      <WebhookList url={url} onCreate={create} />
    </GuardedPage>
  )
}

function WebhookList({ url, onCreate }: { url: UrlState; onCreate: () => void }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const at = webhookListAt(url)
  const list = useWebhooks(listParams(at.state))
  const phone = layout.value === 'phone'
  const selection = useSelection(JSON.stringify(listParams(at.state)))
  const chosen = chosenOnDesktop(selection, list.data)
  const anyChosen = useSticky(chosen.length > 0)
  return (
    <>
      <WebhookFilters {...at} />
      <List
        {...at}
        caption={t.caption}
        query={list}
        waiting={{ rows: 8, height: phone ? 'card' : 'row' }}
        blank={{
          icon: WebhookIcon,
          title: t.emptyTitle,
          text: t.emptyText,
          action: mayWrite && (
            <Button kind="primary" icon={Plus} onClick={onCreate}>
              {t.create}
            </Button>
          ),
        }}
        pages={t.pages}
        summary={({ total }) => total !== undefined && t.total(total)}
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
      {anyChosen && <WebhookBulkBar webhooks={chosen} onClear={selection.clear} />}
    </>
  )
}
