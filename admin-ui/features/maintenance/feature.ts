import type { Feature } from '../../ui/page/feature.ts'

export const maintenance: Feature = {
  name: 'maintenance',
  settingsSections: () => import('./settings-sections.tsx').then((it) => it.settingsSections),
}
