import { AppWindow } from 'lucide-preact'
import { OAUTH_APPS } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const oauthApps: Feature = {
  name: 'oauth-apps',
  pages: [
    {
      path: OAUTH_APPS,
      label: () => m.oauth_apps_label(),
      icon: AppWindow,
      shortcut: 'p',
      scope: 'oauth-apps:read',
      group: 'integrations',
      component: lazy(() => import('./list/page.tsx').then((it) => it.OAuthAppsPage)),
    },
  ],
  settingsSections: () => import('./settings-sections.ts').then((it) => it.settingsSections),
  commands: () => import('./finder.ts').then((it) => it.commands),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
