import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const oauthConsent: Feature = {
  name: 'oauth-consent',
  screens: [
    {
      // The Worker's name for it is OAUTH_CONSENT_PATH, whose file would be loaded on every page.
      path: '/authorize',
      component: lazy(() => import('./page/authorize-page.tsx').then((it) => it.AuthorizePage)),
    },
  ],
  settingsSections: () => import('./settings/settings-section.ts').then((it) => it.settingsSections),
}
