import { useCan } from '../../hooks/me.ts'
import { useTitle } from '../../hooks/title.ts'
import { later } from '../../ui/lazy.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { MembersSection } from '../identity/members-section.tsx'
import { OrganizationSection } from '../identity/organization-section.tsx'
import { SessionsSection } from '../identity/sessions-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { words } from './words.ts'

const load = () => import('../maintenance/sections.tsx')
const Waiting = () => (
  <div class="card" aria-hidden="true">
    <SkeletonRows rows={3} height="person" />
  </div>
)
const ArchivesSection = later(() => load().then((it) => it.ArchivesSection), Waiting)
const JobsSection = later(() => load().then((it) => it.JobsSection), Waiting)

/** The organization, its members, the person's sessions, archives, background work, and this browser's preferences. */
export function SettingsPage() {
  const t = words()
  useTitle(t.title)
  const seesOrganization = useCan('organization:read')
  const seesMembers = useCan('members:read')
  const seesArchives = [useCan('logs:read'), useCan('webhooks:read'), useCan('audit:read')].includes(true)
  return (
    <>
      <PageHeader title={t.title} />
      <div class="grid max-w-3xl gap-5">
        {/* Lists of unknown length come last, so that nothing moves when they arrive. */}
        <PreferencesSection />
        {seesOrganization && <OrganizationSection />}
        {seesMembers && <MembersSection />}
        <SessionsSection />
        {seesArchives && <ArchivesSection />}
        {seesOrganization && <JobsSection />}
      </div>
    </>
  )
}
