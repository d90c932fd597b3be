import { ShieldCheck } from 'lucide-preact'
import { m } from '../../../messages/index.ts'
import type { SettingsSection } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

/** How apps are let in, in the settings. */
export const settingsSections: readonly SettingsSection[] = [
  {
    name: 'oauth',
    label: () => m.oauth_settings_title(),
    lead: () => m.oauth_settings_lead(),
    icon: ShieldCheck,
    group: 'integrations',
    anyScope: ['organization:read'],
    component: lazy(() => import('./oauth-section.tsx').then((it) => it.OAuthSection)),
  },
]
