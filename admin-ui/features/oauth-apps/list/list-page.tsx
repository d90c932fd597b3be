import { AppWindow, Plus } from 'lucide-preact'
import { OAUTH_APP_STATUSES, OAUTH_APP_TYPES } from '../../../../contract/oauth.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageProps } from '../../../ui/page/feature.ts'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { useOAuthApps } from '../app/queries.ts'
import { AppCards } from './cards.tsx'
import { appListAt, listParams } from './list-state.ts'
import { AppTable } from './table.tsx'

/** The list of OAuth apps. */
export function ListPage({ scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('oauth-apps:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = appListAt(url)
  const list = useOAuthApps(listParams(at.state))
  const phone = layout.value === 'phone'
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.oauth_apps_create()}
    </Button>
  )
  const isEmpty = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  return (
    <GuardedPage
      title={m.oauth_apps_label()}
      scope={scope}
      filters={
        !isEmpty && (
          <FilterBar
            {...at}
            search={{ name: 'q', label: m.oauth_apps_search() }}
            filters={[
              {
                name: 'status',
                label: m.oauth_apps_status(),
                choices: choicesOf(
                  OAUTH_APP_STATUSES,
                  (status) => m.oauth_apps_status_name({ status }),
                  m.oauth_apps_any_status(),
                ),
              },
              {
                name: 'type',
                label: m.oauth_apps_type(),
                choices: choicesOf(
                  OAUTH_APP_TYPES,
                  (type) => m.oauth_apps_type_name({ type }),
                  m.oauth_apps_any_type(),
                ),
              },
            ]}
          />
        )
      }
      actions={!isEmpty && createButton}
      viewOnly={!mayWrite && m.oauth_apps_view_only()}
    >
      <List
        {...at}
        caption={m.oauth_apps_label()}
        query={list}
        waiting={{ rows: 6, height: phone ? 'card' : 'row' }}
        blank={{
          icon: AppWindow,
          title: m.oauth_apps_empty_title(),
          text: m.oauth_apps_empty_text(),
          action: createButton,
        }}
        pages={m.oauth_apps_pages()}
      >
        {({ data }) => (phone ? <AppCards apps={data} url={url} /> : <AppTable apps={data} url={url} />)}
      </List>
    </GuardedPage>
  )
}
