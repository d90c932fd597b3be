import {
  Archive,
  Building2,
  Gauge,
  KeyRound,
  MonitorSmartphone,
  ScrollText,
  SlidersHorizontal,
  Users,
} from 'lucide-preact'
import { m } from '../../../messages/index.ts'
import type { SettingsSection } from '../../../ui/page/feature.ts'
import { EventLogSection } from './event-log-section.tsx'
import { GeneralSection } from './general-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { MembersSection } from './members-section.tsx'
import type { OrganizationSection } from './organization-draft.ts'
import { PlanSection } from './plan-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

const organization = {
  group: 'organization',
  anyScope: ['organization:read'],
} as const

/** The sections that share the form with the settings of the organization. */
const FORM: Record<OrganizationSection, Omit<SettingsSection, 'name'>> = {
  general: { ...organization, label: () => m.settings_general(), icon: Building2, component: GeneralSection },
  plan: {
    ...organization,
    label: () => m.settings_plan_title(),
    lead: () => m.settings_plan_lead(),
    icon: Gauge,
    component: PlanSection,
  },
  keys: {
    ...organization,
    label: () => m.settings_security(),
    lead: () => m.settings_lead(),
    icon: KeyRound,
    component: KeysSection,
  },
  'event-log': {
    ...organization,
    label: () => m.settings_event_log(),
    lead: () => m.settings_event_log_lead(),
    icon: ScrollText,
    component: EventLogSection,
  },
  retention: {
    ...organization,
    label: () => m.settings_retention(),
    lead: () => m.settings_retention_lead(),
    icon: Archive,
    component: RetentionSection,
  },
}

const isOfForm = (name: string): name is OrganizationSection => Object.hasOwn(FORM, name)

/** Whether a section shows settings of the organization. */
export const formSection = (name: string): OrganizationSection | null => (isOfForm(name) ? name : null)

/** The sections of this feature, in their order. */
export const OWN_SECTIONS: readonly SettingsSection[] = [
  ...Object.entries(FORM).map(([name, section]) => ({ name, ...section })),
  {
    name: 'members',
    label: () => m.settings_members_title(),
    icon: Users,
    group: 'organization',
    anyScope: ['members:read'],
    component: MembersSection,
  },
  {
    name: 'sessions',
    label: () => m.settings_sessions_title(),
    lead: () => m.settings_sessions_lead(),
    icon: MonitorSmartphone,
    group: 'you',
    anyScope: null,
    component: SessionsSection,
  },
  {
    name: 'preferences',
    label: () => m.settings_preferences_title(),
    lead: () => m.settings_preferences_lead(),
    icon: SlidersHorizontal,
    group: 'you',
    anyScope: null,
    component: PreferencesSection,
  },
]
