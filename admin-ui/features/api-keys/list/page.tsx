import { ArrowDown, KeyRound, Plus } from 'lucide-preact'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { selectedOnDesktop, useSelection } from '../../../lists/selection.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import type { PageProps } from '../../../ui/page/feature.ts'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { useApiKeys } from '../key/queries.ts'
import { KeyFilters } from './filters.tsx'
import { keyListAt, listParams } from './list-state.ts'
import { KeyTable } from './table.tsx'

// Only one of them is shown, and most visits are on a desktop.
const KeyCards = lazy(
  () => import('../key/cards.tsx').then((it) => it.KeyCards),
  () => <SkeletonRows rows={8} height="card" />,
)
const KeyBulkBar = lazy(() => import('./dialogs.tsx').then((it) => it.KeyBulkBar))

/** The list of the organization's keys. */
export function ListPage({ title, scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('api-keys:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = keyListAt(url)
  const list = useApiKeys(listParams(at.state))
  const selection = useSelection(JSON.stringify(listParams(at.state)))
  const chosen = selectedOnDesktop(selection, list.data)
  const anyChosen = useSticky(chosen.length > 0)
  const phone = layout.value === 'phone'
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.api_keys_create()}
    </Button>
  )
  return (
    <GuardedPage
      title={title}
      scope={scope}
      filters={<KeyFilters {...at} keys={list.data?.data ?? []} />}
      actions={
        mayWrite && (
          <>
            <Button
              icon={ArrowDown}
              square={phone}
              aria-label={m.api_keys_import()}
              onClick={() => url.open({ dialog: 'import' })}
            >
              {phone ? null : m.api_keys_import()}
            </Button>
            {createButton}
          </>
        )
      }
      selecting={chosen.length > 0}
      bulk={anyChosen && <KeyBulkBar keys={chosen} onClear={selection.clear} />}
      viewOnly={!mayWrite && m.api_keys_view_only()}
    >
      <List
        {...at}
        caption={m.api_keys_caption()}
        query={list}
        waiting={{ rows: 8, height: phone ? 'card' : 'row' }}
        blank={{
          icon: KeyRound,
          title: m.api_keys_empty_title(),
          text: m.api_keys_empty_text(),
          action: createButton,
        }}
        pages={m.api_keys_pages()}
        summary={({ total }) => total !== undefined && m.api_keys_total({ count: total })}
      >
        {({ data }) =>
          phone ? (
            <KeyCards keys={data} url={url} />
          ) : (
            <KeyTable keys={data} url={url} sort={at.state.sort} onSort={at.moves.sortBy} selection={selection} />
          )
        }
      </List>
    </GuardedPage>
  )
}
