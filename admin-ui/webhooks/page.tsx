import { BookOpen, Plus, Webhook as WebhookIcon } from 'lucide-preact'
import { useCan } from '../identity/me.ts'
import { Button } from '../parts/button.tsx'
import { useEver } from '../parts/ever.ts'
import { later } from '../parts/later.tsx'
import { layout } from '../parts/media.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { useSelection } from '../parts/selection.ts'
import { useShortcut } from '../parts/shortcuts.ts'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Blank, Forbidden, Loaded, NoMatch } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { type UrlState, useUrlState } from '../parts/url-state.ts'
import { words as partsWords } from '../parts/words.ts'
import { WebhookCards } from './cards.tsx'
import { WebhookFilters } from './filters.tsx'
import { isFiltered, listMoves, listParams, readList } from './list-state.ts'
import { EVENTS_PAGE, EVENTS_VIEW } from './places.ts'
import { useWebhooks } from './queries.ts'
import { WebhookTable } from './table.tsx'
import { words } from './words.ts'

const WebhookPage = later(() => import('./webhook-page.tsx').then((it) => it.WebhookPage))
const WebhookDialogs = later(() => import('./dialogs.tsx').then((it) => it.WebhookDialogs))
const CataloguePage = later(() => import('../events/catalogue-page.tsx').then((it) => it.CataloguePage))
const BulkBar = later(() => import('./bulk-bar.tsx').then((it) => it.BulkBar))

/** Webhooks of the organization: the list, or the one that the address names. */
export function WebhooksPage() {
  const url = useUrlState()
  const mayRead = useCan('webhooks:read')
  const asked = useEver(url.query.dialog)
  const { webhook, view } = url.query
  if (view === EVENTS_VIEW) return <CataloguePage url={url} />
  return (
    <>
      {webhook && mayRead ? <WebhookPage key={webhook} id={webhook} url={url} /> : <ListPage url={url} />}
      {asked && <WebhookDialogs url={url} />}
    </>
  )
}

function ListPage({ url }: { url: UrlState }) {
  const t = words()
  useTitle(t.title)
  const mayRead = useCan('webhooks:read')
  const mayWrite = useCan('webhooks:write')
  const maySeeEvents = useCan('events:read')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  return (
    <>
      <PageHeader title={t.title}>
        {maySeeEvents && (
          <a class="btn" href={EVENTS_PAGE}>
            <BookOpen size={17} aria-hidden="true" />
            {t.catalogue}
          </a>
        )}
        {mayWrite ? (
          <Button kind="primary" icon={Plus} onClick={create}>
            {t.create}
          </Button>
        ) : (
          mayRead && <p class="text-sm text-soft">{t.viewOnly}</p>
        )}
      </PageHeader>
      {mayRead ? (
        <WebhookList url={url} onCreate={create} />
      ) : (
        <Forbidden detail={partsWords().missingScope('webhooks:read')} />
      )}
    </>
  )
}

function WebhookList({ url, onCreate }: { url: UrlState; onCreate: () => void }) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  const state = readList(url.query)
  const moves = listMoves(url, state)
  const list = useWebhooks(listParams(state))
  const phone = layout.value === 'phone'
  const selection = useSelection(JSON.stringify(listParams(state)))
  const chosen = layout.value === 'desktop' ? (list.data?.data.filter((one) => selection.has(one.id)) ?? []) : []
  const anyChosen = useEver(chosen.length > 0)
  return (
    <>
      <WebhookFilters state={state} moves={moves} />
      <section class="card min-w-0" aria-label={t.caption} aria-busy={list.isPlaceholderData}>
        <Loaded query={list} waiting={<SkeletonRows rows={8} height={phone ? 'card' : 'row'} />}>
          {({ data, nextCursor, total }) => {
            if (data.length === 0 && isFiltered(state)) return <NoMatch onClear={moves.clear} />
            if (data.length === 0 && !state.cursor) {
              return (
                <Blank
                  icon={WebhookIcon}
                  title={t.emptyTitle}
                  action={
                    mayWrite && (
                      <Button kind="primary" icon={Plus} onClick={onCreate}>
                        {t.create}
                      </Button>
                    )
                  }
                >
                  {t.emptyText}
                </Blank>
              )
            }
            return (
              <>
                {phone ? (
                  <WebhookCards webhooks={data} url={url} />
                ) : (
                  <WebhookTable
                    webhooks={data}
                    url={url}
                    sort={state.sort}
                    onSort={moves.sortBy}
                    selection={selection}
                  />
                )}
                <Pagination
                  label={t.pages}
                  previous={t.previous}
                  next={t.next}
                  onPrevious={state.cursor ? moves.previous : undefined}
                  onNext={nextCursor && !list.isPlaceholderData ? () => moves.next(nextCursor) : undefined}
                >
                  {t.page(state.page)}
                  {total !== undefined && ` · ${t.total(total)}`}
                </Pagination>
              </>
            )
          }}
        </Loaded>
      </section>
      {anyChosen && <BulkBar webhooks={chosen} onClear={() => selection.choose([])} />}
    </>
  )
}
