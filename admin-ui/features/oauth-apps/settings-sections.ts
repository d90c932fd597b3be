import { Plug } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { SettingsSection } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

/** The sections of the settings that belong to this feature. */
export const settingsSections: readonly SettingsSection[] = [
  {
    name: 'connected-apps',
    label: () => m.oauth_connected_title(),
    lead: () => m.oauth_connected_lead(),
    icon: Plug,
    group: 'you',
    anyScope: null,
    component: lazy(() => import('./connected/connected-section.tsx').then((it) => it.ConnectedSection)),
  },
]
