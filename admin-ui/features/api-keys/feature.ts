import { KeyRound, Plus } from 'lucide-preact'
import { defineWords } from '../../format/language.ts'
import type { Feature } from '../../ui/feature.ts'
import { ApiKeysPage } from './list/page.tsx'

const words = defineWords({ label: 'API Keys', create: 'Create an API key' })

export const apiKeys: Feature = {
  name: 'api-keys',
  pages: [
    {
      path: '/api-keys',
      label: () => words().label,
      icon: KeyRound,
      shortcut: 'k',
      scope: 'api-keys:read',
      // The first page of a visit: it comes with the dashboard itself.
      component: ApiKeysPage,
    },
  ],
  commands: [{ label: () => words().create, icon: Plus, scope: 'api-keys:write', href: '/api-keys?dialog=create' }],
}
