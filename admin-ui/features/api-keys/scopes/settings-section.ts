import { Lock } from 'lucide-preact'
import { m } from '../../../messages/index.ts'
import type { SettingsSection } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

/** The scopes that the organization defined, in the settings. */
export const settingsSections: readonly SettingsSection[] = [
  {
    name: 'scopes',
    label: () => m.scopes_title(),
    lead: () => m.scopes_lead(),
    icon: Lock,
    group: 'integrations',
    anyScope: ['api-keys:read', 'organization:write'],
    component: lazy(() => import('./scopes-section.tsx').then((it) => it.ScopesSection)),
  },
]
