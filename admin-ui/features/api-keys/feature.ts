import { KeyRound } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { ApiKeysPage } from './api-keys-page.tsx'

export const apiKeys: Feature = {
  name: 'api-keys',
  pages: [
    {
      path: '/api-keys',
      label: () => m.api_keys_label(),
      icon: KeyRound,
      shortcut: 'k',
      scope: 'api-keys:read',
      group: 'integrations',
      inBar: true,
      component: ApiKeysPage,
    },
  ],
  commands: () => import('./finder.ts').then((it) => it.commands),
  settingsSections: () => import('./scopes/settings-section.ts').then((it) => it.settingsSections),
  finders: () => import('./finder.ts').then((it) => it.finders),
}
