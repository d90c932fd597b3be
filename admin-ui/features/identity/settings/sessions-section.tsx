import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Session } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatDay } from '../../../format/language.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { deviceOf } from './device.ts'
import { words } from './section-words.ts'

/** The signed-in person's sessions; any but the present one can be ended from here. */
export function SessionsSection() {
  const t = words()
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/sessions', { signal }),
  })
  const revoke = useMutation({
    mutationFn: (id: string) => callApi('DELETE', '/api/v1/sessions/{id}', { params: { id } }),
    onSuccess: () => toastDone(t.sessionRevoked),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <Section title={t.sessionsTitle} lead={t.sessionsLead}>
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
    </Section>
  )
}

function OneSession({ session, busy, onRevoke }: { session: Session; busy: boolean; onRevoke: () => void }) {
  const t = words()
  const { browser, system } = deviceOf(session.userAgent)
  const device = browser && system ? t.device(browser, system) : (browser ?? system ?? t.unknownDevice)
  return (
    <li class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.current && <Badge tone="good">{t.thisSession}</Badge>}
        </p>
        <p class="text-sm text-soft wrap-anywhere">
          {session.ip && `${session.ip} · `}
          {t.signedIn} <RelativeTime at={session.createdAt} />, {t.until} {formatDay(new Date(session.expiresAt))}
        </p>
      </div>
      {!session.current && (
        <Button small busy={busy} aria-label={t.revokeSessionLabel(device)} onClick={onRevoke}>
          {t.revokeSession}
        </Button>
      )}
    </li>
  )
}
