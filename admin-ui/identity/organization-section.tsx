import { useQuery } from '@tanstack/preact-query'
import type { Organization } from '../../contract/identity.ts'
import { get } from '../api.ts'
import { formatDay } from '../parts/language.ts'
import { Section } from '../parts/section.tsx'
import { Loaded } from '../parts/states.tsx'
import { words } from './words.ts'

/** What the organization is called and which plan it is on. */
export function OrganizationSection() {
  const t = words()
  const organization = useQuery({
    queryKey: ['organization'],
    queryFn: ({ signal }) => get<Organization>('/api/v1/organization', undefined, signal),
  })
  return (
    <Section title={t.organizationTitle}>
      <Loaded query={organization} waiting={<Facts />}>
        {(it) => <Facts organization={it} />}
      </Loaded>
    </Section>
  )
}

/** Drawn without values while they load, so that it is as tall before as after. */
function Facts({ organization: it }: { organization?: Organization }) {
  const t = words()
  const waiting = <span class="skeleton inline-block h-4 w-32 align-middle" aria-hidden="true" />
  return (
    <dl class="facts p-4">
      <dt>{t.name}</dt>
      <dd>{it?.name ?? waiting}</dd>
      <dt>{t.address}</dt>
      <dd>{it ? <code>{it.slug}</code> : waiting}</dd>
      <dt>{t.plan}</dt>
      <dd>{it ? t.plans[it.plan] : waiting}</dd>
      <dt>{t.created}</dt>
      <dd>{it ? formatDay(new Date(it.createdAt)) : waiting}</dd>
    </dl>
  )
}
