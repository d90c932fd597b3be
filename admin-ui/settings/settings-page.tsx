import { useCan } from '../identity/me.ts'
import { MembersSection } from '../identity/members-section.tsx'
import { OrganizationSection } from '../identity/organization-section.tsx'
import { SessionsSection } from '../identity/sessions-section.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { useTitle } from '../parts/title.ts'
import { PreferencesSection } from './preferences-section.tsx'
import { words } from './words.ts'

/** The organization, its members, the person's sessions, and this browser's preferences. */
export function SettingsPage() {
  const t = words()
  useTitle(t.title)
  const seesOrganization = useCan('organization:read')
  const seesMembers = useCan('members:read')
  return (
    <>
      <PageHeader title={t.title} />
      <div class="grid max-w-3xl gap-5">
        {/* Lists of unknown length come last, so that nothing moves when they arrive. */}
        <PreferencesSection />
        {seesOrganization && <OrganizationSection />}
        {seesMembers && <MembersSection />}
        <SessionsSection />
      </div>
    </>
  )
}
