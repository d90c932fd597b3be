import { FileUp, Plus, Route as RouteIcon } from 'lucide-preact'
import { ROUTE_STATUSES } from '../../../../contract/gateway.data.ts'
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
import { lazy } from '../../../ui/page/lazy.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { useRoutes } from '../route/queries.ts'
import { listParams, routeListAt, TOOL_CHOICES } from './list-state.ts'
import { RouteTable } from './table.tsx'

const RouteCards = lazy(() => import('./cards.tsx').then((it) => it.RouteCards))

/** The list of gateway routes. */
export function ListPage({ scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('gateway:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = routeListAt(url)
  const list = useRoutes(listParams(at.state))
  const phone = layout.value === 'phone'
  const isEmpty = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  const buttons = mayWrite && (
    <>
      <Button icon={FileUp} onClick={() => url.open({ dialog: 'import' })}>
        {layout.value !== 'desktop' && !isEmpty ? m.gateway_import_short() : m.gateway_import()}
      </Button>
      <Button kind="primary" icon={Plus} onClick={create}>
        {m.gateway_create()}
      </Button>
    </>
  )
  return (
    <GuardedPage
      title={m.gateway_view_name({ view: 'routes' })}
      scope={scope}
      filters={
        !isEmpty && (
          <FilterBar
            {...at}
            search={{ name: 'q', label: m.gateway_search() }}
            filters={[
              {
                name: 'status',
                label: m.gateway_status(),
                choices: choicesOf(
                  ROUTE_STATUSES,
                  (status) => m.gateway_status_name({ status }),
                  m.gateway_any_status(),
                ),
              },
              {
                name: 'tool',
                label: m.gateway_tool(),
                choices: choicesOf(TOOL_CHOICES, (tool) => m.gateway_tool_choice({ tool }), m.gateway_any_tool()),
              },
            ]}
          />
        )
      }
      actions={!isEmpty && buttons}
      viewOnly={!mayWrite && m.gateway_view_only()}
    >
      <List
        {...at}
        caption={m.gateway_view_name({ view: 'routes' })}
        query={list}
        waiting={{ rows: 8, height: phone ? 'card' : 'row' }}
        blank={{
          icon: RouteIcon,
          title: m.gateway_empty_title(),
          text: m.gateway_empty_text(),
          action: buttons,
        }}
        pages={m.gateway_pages()}
      >
        {({ data }) =>
          phone ? (
            <RouteCards routes={data} url={url} />
          ) : (
            <RouteTable routes={data} url={url} sort={at.state.sort} onSort={at.moves.sortBy} />
          )
        }
      </List>
    </GuardedPage>
  )
}
