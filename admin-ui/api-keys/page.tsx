import { Import, KeyRound, Plus } from 'lucide-preact'
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
import { useUrlState } from '../parts/url-state.ts'
import { words as partsWords } from '../parts/words.ts'
import { KeyCards } from './cards.tsx'
import { KeyFilters } from './filters.tsx'
import { isFiltered, listMoves, listParams, readList } from './list-state.ts'
import { useApiKeys } from './queries.ts'
import { KeyTable } from './table.tsx'
import { words } from './words.ts'

const KeyDialogs = later(() => import('./dialogs.tsx').then((it) => it.KeyDialogs))
const BulkBar = later(() => import('./dialogs.tsx').then((it) => it.BulkBar))

/** The keys of the organization: found, sorted, made, changed and ended here. */
export function ApiKeysPage() {
  const t = words()
  useTitle(t.title)
  const url = useUrlState()
  const mayRead = useCan('api-keys:read')
  const mayWrite = useCan('api-keys:write')
  const create = () => url.open({ dialog: 'create', key: null })
  useShortcut('c', create, mayWrite)
  const asked = useEver(url.query.dialog || url.query.key || url.query.usage)
  return (
    <>
      <PageHeader title={t.title}>
        {mayWrite ? (
          <>
            <Button
              icon={Import}
              square={layout.value === 'phone'}
              aria-label={t.import}
              onClick={() => url.open({ dialog: 'import', key: null })}
            >
              {layout.value === 'phone' ? null : t.import}
            </Button>
            <Button kind="primary" icon={Plus} onClick={create}>
              {t.create}
            </Button>
          </>
        ) : (
          mayRead && <p class="text-sm text-soft">{t.viewOnly}</p>
        )}
      </PageHeader>
      {mayRead ? <KeyList /> : <Forbidden detail={partsWords().missingScope('api-keys:read')} />}
      {asked && <KeyDialogs url={url} />}
    </>
  )
}

function KeyList() {
  const t = words()
  const url = useUrlState()
  const mayWrite = useCan('api-keys:write')
  const state = readList(url.query)
  const moves = listMoves(url, state)
  const list = useApiKeys(listParams(state))
  const phone = layout.value === 'phone'
  const selection = useSelection(JSON.stringify(listParams(state)))
  const chosen = layout.value === 'desktop' ? (list.data?.data.filter((key) => selection.has(key.id)) ?? []) : []
  const anyChosen = useEver(chosen.length > 0)
  return (
    <>
      <KeyFilters state={state} moves={moves} />
      <section class="card min-w-0" aria-label={t.caption} aria-busy={list.isPlaceholderData}>
        <Loaded query={list} waiting={<SkeletonRows rows={8} height={phone ? 'card' : 'row'} />}>
          {({ data, nextCursor, total }) => {
            if (data.length === 0 && isFiltered(state)) return <NoMatch onClear={moves.clear} />
            if (data.length === 0 && !state.cursor) {
              return (
                <Blank
                  icon={KeyRound}
                  title={t.emptyTitle}
                  action={
                    mayWrite && (
                      <Button kind="primary" icon={Plus} onClick={() => url.open({ dialog: 'create' })}>
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
                  <KeyCards keys={data} url={url} />
                ) : (
                  <KeyTable keys={data} url={url} sort={state.sort} onSort={moves.sortBy} selection={selection} />
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
      {anyChosen && <BulkBar keys={chosen} onClear={() => selection.choose([])} />}
    </>
  )
}
