import { Settings } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

export const identity: Feature = {
  name: 'identity',
  pages: [
    {
      path: '/settings',
      label: () => m.settings_label(),
      icon: Settings,
      shortcut: 's',
      scope: null,
      component: lazy(() => import('./settings/settings-page.tsx').then((it) => it.SettingsPage)),
      group: 'end',
    },
  ],
  screens: [
    { path: '/sign-in', component: lazy(() => import('./sign-in/sign-in-page.tsx').then((it) => it.SignInPage)) },
    { path: '/setup', component: lazy(() => import('./sign-in/setup-page.tsx').then((it) => it.SetupPage)) },
  ],
}
