import { ShieldCheck } from 'lucide-preact'
import { OAUTH_CONSENT_PATH } from '../../../contract/oauth.data.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const oauthConsent: Feature = {
  name: 'oauth-consent',
  screens: [
    {
      path: OAUTH_CONSENT_PATH,
      component: lazy(() => import('./page/authorize-page.tsx').then((it) => it.AuthorizePage)),
    },
  ],
  settingsSections: [
    {
      name: 'oauth',
      label: () => m.oauth_settings_title(),
      lead: () => m.oauth_settings_lead(),
      icon: ShieldCheck,
      group: 'integrations',
      anyScope: ['organization:read'],
      component: lazy(() => import('./settings/oauth-section.tsx').then((it) => it.OAuthSection)),
    },
  ],
}
