import { Import, KeyRound, Plus } from 'lucide-preact'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { chosenOnDesktop, useSelection } from '../../../lists/selection.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageProps } from '../../../ui/feature.ts'
import { GuardedPage } from '../../../ui/guarded-page.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { useShortcut } from '../../../ui/shortcuts.ts'
import { useApiKeys } from '../key/queries.ts'
import { words } from '../key/words.ts'
import { KeyCards } from './cards.tsx'
import { KeyFilters } from './filters.tsx'
import { keyListAt, listParams } from './list-state.ts'
import { KeyTable } from './table.tsx'

const KeyDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.KeyDialogs))
const KeyBulkBar = lazy(() => import('./dialogs.tsx').then((it) => it.KeyBulkBar))

/** The keys of the organization: found, sorted, made, changed and ended here. */
export function ApiKeysPage({ title, scope }: PageProps) {
  const t = words()
  const url = useUrlState()
  const mayWrite = useCan('api-keys:write')
  const create = () => url.open({ dialog: 'create', key: null })
  useShortcut('c', create, mayWrite)
  const asked = useSticky(url.query.dialog || url.query.key || url.query.usage)
  return (
    <>
      <GuardedPage
        title={title}
        scope={scope}
        actions={
          mayWrite && (
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
          )
        }
        viewOnly={!mayWrite && t.viewOnly}
      >
        <KeyList />
      </GuardedPage>
      {asked && <KeyDialogs url={url} />}
    </>
  )
}

function KeyList() {
  const t = words()
  const url = useUrlState()
  const mayWrite = useCan('api-keys:write')
  const at = keyListAt(url)
  const list = useApiKeys(listParams(at.state))
  const phone = layout.value === 'phone'
  const selection = useSelection(JSON.stringify(listParams(at.state)))
  const chosen = chosenOnDesktop(selection, list.data)
  const anyChosen = useSticky(chosen.length > 0)
  return (
    <>
      <KeyFilters {...at} />
      <List
        {...at}
        caption={t.caption}
        query={list}
        waiting={{ rows: 8, height: phone ? 'card' : 'row' }}
        blank={{
          icon: KeyRound,
          title: t.emptyTitle,
          text: t.emptyText,
          action: mayWrite && (
            <Button kind="primary" icon={Plus} onClick={() => url.open({ dialog: 'create' })}>
              {t.create}
            </Button>
          ),
        }}
        pages={t.pages}
        summary={({ total }) => total !== undefined && t.total(total)}
      >
        {({ data }) =>
          phone ? (
            <KeyCards keys={data} url={url} />
          ) : (
            <KeyTable keys={data} url={url} sort={at.state.sort} onSort={at.moves.sortBy} selection={selection} />
          )
        }
      </List>
      {anyChosen && <KeyBulkBar keys={chosen} onClear={selection.clear} />}
    </>
  )
}
