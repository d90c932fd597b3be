import { KeyRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { OAuthToken } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { List } from '../../../lists/list.tsx'
import { listAt } from '../../../lists/list-state.ts'
import { usePage } from '../../../lists/page-query.ts'
import { readPaging } from '../../../lists/paging.ts'
import { SearchBox } from '../../../lists/search-box.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Revoked } from '../app/mutations.ts'
import type { TabProps } from '../app/routes.ts'
import { ScopeNames } from '../app/scope-names.tsx'
import { SubjectName } from '../app/subject-name.tsx'
import { RevokeDialog } from '../lifecycle/dialogs.tsx'

const stateOf = (url: UrlState) => listAt(url, { q: url.query.q ?? '', ...readPaging(url.query) }, ['q'] as const)

/** The tokens that are valid now, and how to end one. */
export function TokensTab({ app, url }: TabProps) {
  const mayWrite = useCan('oauth-apps:write')
  const [ending, setEnding] = useState<Revoked | null>(null)
  const at = stateOf(url)
  const query = { subject: at.state.q.trim(), cursor: at.state.cursor }
  const list = usePage(
    ['oauth-apps', 'tokens', app.id, query],
    (signal) => callApi('GET', '/api/v1/oauth-apps/{id}/tokens', { params: { id: app.id }, query, signal }),
    15_000,
  )
  const columns: Column<OAuthToken>[] = [
    { key: 'kind', title: m.oauth_apps_token(), width: 150, cell: ({ kind }) => m.oauth_apps_token_kind({ kind }) },
    { key: 'user', title: m.oauth_apps_user(), cell: ({ subject }) => <SubjectName subject={subject} /> },
    { key: 'scopes', title: m.api_keys_permissions(), from: 720, cell: ({ scopes }) => <ScopeNames scopes={scopes} /> },
    {
      key: 'created',
      title: m.oauth_apps_issued(),
      width: 116,
      from: 560,
      class: 'number',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'expires',
      title: m.oauth_apps_expires(),
      width: 116,
      from: 440,
      class: 'number',
      cell: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
    },
    ...(mayWrite
      ? [
          {
            key: 'revoke',
            title: m.oauth_apps_revoke(),
            hideTitle: true,
            width: 96,
            class: 'text-right',
            cell: ({ id, kind, subject }: OAuthToken) => (
              <Button
                small
                aria-label={m.oauth_apps_revoke_token_of({
                  kind: m.oauth_apps_token_kind({ kind }),
                  name: subject.name,
                })}
                onClick={() => setEnding({ kind: 'token', id, name: subject.name })}
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
        <h2 class="sr-only">{m.oauth_apps_tab_name({ tab: 'tokens' })}</h2>
        <search class="max-sm:flex-1">
          <SearchBox
            label={m.oauth_apps_search_users()}
            value={at.state.q}
            onValue={(text) => at.moves.type('q', text)}
          />
        </search>
        {mayWrite && (list.data?.data.length ?? 0) > 0 && (
          <span class="ml-auto">
            <Button kind="risk" onClick={() => setEnding({ kind: 'all' })}>
              {m.oauth_apps_revoke_all()}
            </Button>
          </span>
        )}
      </div>
      <List
        {...at}
        caption={m.oauth_apps_tab_name({ tab: 'tokens' })}
        query={list}
        waiting={{ rows: 6, height: 'row' }}
        blank={{ icon: KeyRound, title: m.oauth_apps_no_tokens_title(), text: m.oauth_apps_no_tokens() }}
        pages={m.oauth_apps_tokens_pages()}
        byTime
      >
        {({ data }) => (
          <Table
            caption={m.oauth_apps_tab_name({ tab: 'tokens' })}
            columns={columns}
            rows={data}
            rowKey={({ id }) => id}
          />
        )}
      </List>
      {ending && <RevokeDialog app={app} what={ending} onClose={() => setEnding(null)} />}
    </>
  )
}
