import { KeyRound, Lock } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'
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
  settingsSections: [
    {
      name: 'scopes',
      label: () => m.scopes_title(),
      lead: () => m.scopes_lead(),
      icon: Lock,
      group: 'integrations',
      anyScope: ['api-keys:read', 'organization:write'],
      component: lazy(() => import('./scopes/scopes-section.tsx').then((it) => it.ScopesSection)),
    },
  ],
  finders: () => import('./finder.ts').then((it) => it.finders),
}
