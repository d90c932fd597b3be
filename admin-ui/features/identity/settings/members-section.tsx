import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { formatDay } from '../../../format/language.ts'
import { useMe } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'

/** The members of the organization and their roles. */
export function MembersSection() {
  const me = useMe()
  const members = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/members', { signal }),
  })
  return (
    <div class="card min-w-0">
      <Loaded query={members} waiting={<SkeletonRows rows={1} height="person" />}>
        {(page) => (
          <ul aria-label={m.settings_members_caption()}>
            {page.data.map((member) => (
              <li
                key={member.id}
                class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0"
              >
                <div class="min-w-0 flex-1">
                  <p class="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
                    {member.name}
                    {member.userId === me?.user?.id && <Badge>{m.settings_you()}</Badge>}
                  </p>
                  <p class="text-sm text-soft wrap-anywhere">
                    {member.email} · {m.settings_joined()} {formatDay(new Date(member.createdAt))}
                  </p>
                </div>
                <Badge tone={member.role === 'owner' || member.role === 'admin' ? 'info' : 'plain'}>
                  {m.settings_role_name({ role: member.role })}
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  )
}
