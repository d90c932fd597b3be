import { useCan, useCanAny } from '../../../hooks/me.ts'
import { type PageProps, type SettingsSection, useFeatures } from '../../../ui/feature.ts'
import { GuardedPage } from '../../../ui/guarded-page.tsx'
import { MembersSection } from './members-section.tsx'
import { OrganizationSection } from './organization-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** This browser's preferences, the organization, its members, the person's sessions, and sections of other features. */
export function SettingsPage({ title, scope }: PageProps) {
  const seesOrganization = useCan('organization:read')
  const seesMembers = useCan('members:read')
  const others = useFeatures().flatMap(({ settingsSections }) => settingsSections ?? [])
  return (
    <GuardedPage title={title} scope={scope}>
      <div class="grid max-w-3xl gap-5">
        {/* Lists of unknown length come last, so that nothing moves when they arrive. */}
        <PreferencesSection />
        {seesOrganization && <OrganizationSection />}
        {seesMembers && <MembersSection />}
        <SessionsSection />
        {others.map((section) => (
          <OtherSection key={section.name} section={section} />
        ))}
      </div>
    </GuardedPage>
  )
}

function OtherSection({ section }: { section: SettingsSection }) {
  return useCanAny(section.anyScope) ? <section.component /> : null
}
