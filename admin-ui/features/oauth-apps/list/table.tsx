import { useLocation } from 'preact-iso/router'
import type { OAuthApp } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { AppMenu, useAppActions } from '../app/actions.tsx'
import { ClientId, EnvironmentBadge, LastUsed, StatusSwitch } from '../app/facts.tsx'
import { pageOfApp } from '../app/routes.ts'

/** The table of apps. */
export function AppTable({ apps, url }: { apps: readonly OAuthApp[]; url: UrlState }) {
  const actions = useAppActions(url)
  const { route } = useLocation()
  const columns: Column<OAuthApp>[] = [
    {
      key: 'name',
      title: m.oauth_apps_name(),
      cell: (app) => (
        <span class="flex items-center gap-2">
          <a class="name-link min-w-0 flex-1 truncate" title={app.name} href={pageOfApp(app.id)}>
            {app.name}
          </a>
          <EnvironmentBadge app={app} />
        </span>
      ),
    },
    { key: 'client', title: m.oauth_apps_client_id(), from: 680, cell: (app) => <ClientId app={app} /> },
    {
      key: 'type',
      title: m.oauth_apps_type(),
      width: 116,
      from: 560,
      cell: (app) => <span class="text-soft">{m.oauth_apps_type_name({ type: app.type })}</span>,
    },
    {
      key: 'used',
      title: m.oauth_apps_last_used(),
      width: 124,
      from: 460,
      class: 'number',
      cell: (app) => <LastUsed app={app} />,
    },
    {
      key: 'status',
      title: m.oauth_apps_active(),
      width: 68,
      class: 'pl-4!',
      cell: (app) => <StatusSwitch compact app={app} />,
    },
    actionsColumn((app) => <AppMenu app={app} actions={actions} />),
  ]
  return (
    <Table
      caption={m.oauth_apps_label()}
      columns={columns}
      rows={apps}
      rowKey={(app) => app.id}
      onOpen={(app) => route(pageOfApp(app.id))}
    />
  )
}
