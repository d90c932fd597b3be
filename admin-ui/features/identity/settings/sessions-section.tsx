import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Session } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatDay } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { deviceOf } from './device.ts'

/** The user's sessions; any but the current one can be ended here. */
export function SessionsSection() {
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/sessions', { signal }),
  })
  const revoke = useMutation({
    mutationFn: (id: string) => callApi('DELETE', '/api/v1/sessions/{id}', { params: { id } }),
    onSuccess: () => toastDone(m.settings_session_revoked()),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <div class="card min-w-0">
      <Loaded query={sessions} waiting={<SkeletonRows rows={1} height="person" />}>
        {(page) => (
          <ul>
            {page.data.map((session) => (
              <OneSession
                key={session.id}
                session={session}
                busy={revoke.isPending && revoke.variables === session.id}
                onRevoke={() => revoke.mutate(session.id)}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  )
}

function OneSession({ session, busy, onRevoke }: { session: Session; busy: boolean; onRevoke: () => void }) {
  const { browser, system } = deviceOf(session.userAgent)
  const device =
    browser && system ? m.settings_device({ browser, system }) : (browser ?? system ?? m.settings_unknown_device())
  return (
    <li class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.current && <Badge tone="good">{m.settings_this_session()}</Badge>}
        </p>
        <p class="text-sm text-soft wrap-anywhere">
          {session.ip && `${session.ip} · `}
          {m.settings_signed_in()} <RelativeTime at={session.createdAt} />, {m.settings_until()}{' '}
          {formatDay(new Date(session.expiresAt))}
        </p>
      </div>
      {!session.current && (
        <Button small busy={busy} aria-label={m.settings_revoke_session_label({ device })} onClick={onRevoke}>
          {m.settings_revoke_session()}
        </Button>
      )}
    </li>
  )
}
