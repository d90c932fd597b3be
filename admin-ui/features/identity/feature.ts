import { Settings } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const words = defineWords({ label: 'Settings' })

export const identity: Feature = {
  name: 'identity',
  pages: [
    {
      path: '/settings',
      label: () => words().label,
      icon: Settings,
      shortcut: 's',
      scope: null,
      component: lazy(() => import('./settings/settings-page.tsx').then((it) => it.SettingsPage)),
      apart: true,
    },
  ],
  screens: [
    { path: '/sign-in', component: SignInPage },
    { path: '/setup', component: lazy(() => import('./sign-in/setup-page.tsx').then((it) => it.SetupPage)) },
  ],
}
