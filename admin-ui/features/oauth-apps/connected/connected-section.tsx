import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import { BadgeCheck, Plug } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { OAuthGrant } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { UntrustedLink } from '../../../ui/untrusted-link.tsx'
import { ScopeNames } from '../app/scope-names.tsx'

const KEY = ['own-grants']

/** The apps that the signed-in person allowed to act for them, in both environments. */
export function ConnectedSection() {
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => callApi('GET', '/api/v1/me/grants', { query: { limit: 100 }, signal }),
  })
  const [ending, setEnding] = useState<OAuthGrant | null>(null)
  return (
    <div class="card min-w-0">
      <Loaded query={query} waiting={<SkeletonRows rows={3} height="person" />}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState icon={Plug} title={m.oauth_connected_empty_title()}>
              {m.oauth_connected_empty()}
            </EmptyState>
          ) : (
            <ul aria-label={m.oauth_connected_title()}>
              {data.map((grant) => (
                <One key={grant.id} grant={grant} onRevoke={() => setEnding(grant)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {ending && <RevokeOwnDialog grant={ending} onClose={() => setEnding(null)} />}
    </div>
  )
}

function One({ grant, onRevoke }: { grant: OAuthGrant; onRevoke: () => void }) {
  const { app } = grant
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <div class="mr-auto min-w-0 flex-1 basis-64">
        <p class="flex min-w-0 items-center gap-2">
          <strong class="truncate" title={app.name}>
            {app.name}
          </strong>
          {app.verified && (
            <Badge tone="good" icon={BadgeCheck}>
              {m.oauth_apps_verified()}
            </Badge>
          )}
          {grant.environment === 'test' && <Badge tone="test">{m.fields_test()}</Badge>}
        </p>
        {app.websiteUrl && (
          <p class="text-sm text-soft">
            <UntrustedLink href={app.websiteUrl} />
          </p>
        )}
        <ScopeNames scopes={grant.scopes} />
        <p class="text-sm text-soft">
          {m.oauth_connected_since()} <RelativeTime at={grant.createdAt} />
          {' · '}
          {grant.lastUsedAt ? (
            <>
              {m.oauth_connected_used()} <RelativeTime at={grant.lastUsedAt} />
            </>
          ) : (
            m.oauth_connected_not_used()
          )}
        </p>
      </div>
      <Button aria-label={m.oauth_apps_revoke_of({ name: app.name })} onClick={onRevoke}>
        {m.oauth_apps_revoke()}
      </Button>
    </li>
  )
}

function RevokeOwnDialog({ grant, onClose }: { grant: OAuthGrant; onClose: () => void }) {
  const client = useQueryClient()
  const { name } = grant.app
  const revoke = useMutation({
    mutationFn: () => callApi('DELETE', '/api/v1/me/grants/{grantId}', { params: { grantId: grant.id } }),
    onSuccess: () => toastDone(m.oauth_connected_revoked({ name })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  return (
    <ConfirmDialog
      title={m.oauth_connected_revoke_title()}
      confirm={m.oauth_apps_revoke()}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => revoke.mutate(undefined, { onSuccess: onClose })}
    >
      {revoke.error && <Refusal error={revoke.error} unanswered={m.oauth_apps_revoke_lost()} />}
      <p class="wrap-anywhere">{m.oauth_connected_revoke_text({ name })}</p>
    </ConfirmDialog>
  )
}
