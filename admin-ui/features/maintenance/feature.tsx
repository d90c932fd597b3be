import type { Feature } from '../../ui/feature.ts'
import { lazy } from '../../ui/lazy.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'

const Waiting = () => (
  <div class="card" aria-hidden="true">
    <SkeletonRows rows={3} height="person" />
  </div>
)

export const maintenance: Feature = {
  name: 'maintenance',
  settingsSections: [
    {
      name: 'archives',
      anyScope: ['logs:read', 'webhooks:read', 'audit:read'],
      component: lazy(() => import('./archives-section.tsx').then((it) => it.ArchivesSection), Waiting),
    },
    {
      name: 'jobs',
      anyScope: ['organization:read'],
      component: lazy(() => import('./jobs-section.tsx').then((it) => it.JobsSection), Waiting),
    },
  ],
}
