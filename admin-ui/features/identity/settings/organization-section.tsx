import { useQuery } from '@tanstack/preact-query'
import type { Organization } from '../../../../client/src/generated.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { useCan } from '../../../hooks/me.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Note } from '../../../ui/note.tsx'
import { Section } from '../../../ui/section.tsx'
import { OrganizationFacts } from './organization-facts.tsx'
import { OrganizationForm } from './organization-form.tsx'
import { words } from './organization-words.ts'

/** Stands for the settings while they load, so that the section is as tall before as after. */
const UNKNOWN: Organization = {
  id: '',
  slug: '',
  createdAt: new Date(0).toISOString(),
  name: '',
  timeZone: 'UTC',
  plan: 'free',
  planLimits: { perMinute: null, perHour: null, perDay: null },
  keysInQuery: false,
  leakAction: 'disable',
  captureBodies: false,
  redactNames: [],
  logRetentionDays: 30,
  deliveryRetentionDays: 30,
  auditRetentionDays: 365,
  archiveLogs: true,
  unusedAfterDays: 30,
  rotationReminderDays: null,
  expiryWarningDays: 7,
  alertEmail: null,
}

/** What holds for everybody in the organization: changed by owners and admins, seen by all. */
export function OrganizationSection() {
  const t = words()
  const mayWrite = useCan('organization:write')
  const query = useQuery({
    queryKey: ['organization'],
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/organization', { signal }),
  })
  const shown = (it: Organization, etag: string | null) =>
    mayWrite ? <OrganizationForm organization={it} etag={etag} /> : <OrganizationFacts organization={it} />
  return (
    <Section title={t.organizationTitle} lead={t.lead}>
      {!mayWrite && (
        <div class="px-4 pt-4">
          <Note>{t.readOnly}</Note>
        </div>
      )}
      <Loaded
        query={query}
        waiting={
          <div class="invisible" inert>
            {shown(UNKNOWN, null)}
          </div>
        }
      >
        {({ data, etag }) => shown(data, etag)}
      </Loaded>
    </Section>
  )
}
