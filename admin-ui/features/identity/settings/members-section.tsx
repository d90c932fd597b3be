import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { formatDay } from '../../../format/language.ts'
import { useMe } from '../../../hooks/me.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { words } from './section-words.ts'

/** Who belongs to the organization, and as what. */
export function MembersSection() {
  const t = words()
  const me = useMe()
  const members = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/members', { signal }),
  })
  return (
    <Section title={t.membersTitle}>
      <Loaded query={members} waiting={<SkeletonRows rows={1} height="person" />}>
        {(page) => (
          <ul aria-label={t.membersCaption}>
            {page.data.map((member) => (
              <li
                key={member.id}
                class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0"
              >
                <div class="min-w-0 flex-1">
                  <p class="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
                    {member.name}
                    {member.userId === me?.user?.id && <Badge>{t.you}</Badge>}
                  </p>
                  <p class="text-sm text-soft wrap-anywhere">
                    {member.email} · {t.joined} {formatDay(new Date(member.createdAt))}
                  </p>
                </div>
                <Badge tone={member.role === 'owner' || member.role === 'admin' ? 'info' : 'plain'}>
                  {t.roles[member.role]}
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  )
}
