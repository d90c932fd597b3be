import { Users } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { OAuthGrant } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { usePage } from '../../../lists/page-query.ts'
import { readPaging } from '../../../lists/paging.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Revoked } from '../app/mutations.ts'
import type { TabProps } from '../app/routes.ts'
import { ScopeNames } from '../app/scope-names.tsx'
import { SubjectName } from '../app/subject-name.tsx'
import { RevokeDialog } from '../lifecycle/dialogs.tsx'

const STATUSES = ['active', 'revoked'] as const
const FILTERS = ['q', 'status'] as const

const stateOf = (url: UrlState) =>
  listAt(url, { q: url.query.q ?? '', status: oneOf(STATUSES, url.query.status), ...readPaging(url.query) }, FILTERS)

/** Who allowed the app what, and how to end it. */
export function UsersTab({ app, url }: TabProps) {
  const mayWrite = useCan('oauth-apps:write')
  const [ending, setEnding] = useState<Revoked | null>(null)
  const at = stateOf(url)
  const { q, status, cursor } = at.state
  const query = { subject: q.trim(), status, cursor }
  const list = usePage(
    ['oauth-apps', 'grants', app.id, query],
    (signal) => callApi('GET', '/api/v1/oauth-apps/{id}/grants', { params: { id: app.id }, query, signal }),
    15_000,
  )
  const columns: Column<OAuthGrant>[] = [
    {
      key: 'user',
      title: m.oauth_apps_user(),
      cell: (grant) => (
        <span class="flex min-w-0 items-center gap-2">
          <SubjectName subject={grant.subject} />
          {grant.status === 'revoked' && <Badge>{m.oauth_apps_revoked()}</Badge>}
        </span>
      ),
    },
    { key: 'scopes', title: m.api_keys_permissions(), from: 560, cell: ({ scopes }) => <ScopeNames scopes={scopes} /> },
    {
      key: 'since',
      title: m.oauth_apps_since(),
      width: 120,
      from: 760,
      class: 'number',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'used',
      title: m.oauth_apps_last_used(),
      width: 120,
      from: 440,
      class: 'number',
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span class="text-soft">{m.oauth_apps_never()}</span>,
    },
    ...(mayWrite
      ? [
          {
            key: 'revoke',
            title: m.oauth_apps_revoke(),
            hideTitle: true,
            width: 96,
            class: 'text-right',
            cell: ({ id, status: its, subject }: OAuthGrant) =>
              its === 'active' && (
                <Button
                  small
                  aria-label={m.oauth_apps_revoke_of({ name: subject.name })}
                  onClick={() => setEnding({ kind: 'grant', id, name: subject.name })}
                >
                  {m.oauth_apps_revoke()}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <>
      <div class="mb-3 flex flex-wrap items-center gap-2">
        <h2 class="sr-only">{m.oauth_apps_users()}</h2>
        <FilterBar
          {...at}
          search={{ name: 'q', label: m.oauth_apps_search_users() }}
          filters={[
            {
              name: 'status',
              label: m.oauth_apps_status(),
              choices: choicesOf(
                STATUSES,
                (one) => m.oauth_apps_grant_status({ status: one }),
                m.oauth_apps_any_status(),
              ),
            },
          ]}
        />
        {mayWrite && (app.activeGrants ?? 0) > 0 && (
          <span class="ml-auto">
            <Button kind="risk" onClick={() => setEnding({ kind: 'all' })}>
              {m.oauth_apps_revoke_all()}
            </Button>
          </span>
        )}
      </div>
      <List
        {...at}
        caption={m.oauth_apps_users()}
        query={list}
        waiting={{ rows: 6, height: 'row' }}
        blank={{ icon: Users, title: m.oauth_apps_no_users_title(), text: m.oauth_apps_no_users() }}
        pages={m.oauth_apps_users_pages()}
        byTime
      >
        {({ data }) => <Table caption={m.oauth_apps_users()} columns={columns} rows={data} rowKey={({ id }) => id} />}
      </List>
      {ending && <RevokeDialog app={app} what={ending} onClose={() => setEnding(null)} />}
    </>
  )
}
