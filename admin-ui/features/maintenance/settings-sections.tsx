import { FolderArchive, Timer } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import type { SettingsSection } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

const Waiting = () => (
  <div class="card" aria-hidden="true">
    <SkeletonRows rows={3} height="person" />
  </div>
)

/** The archives and the jobs, in the settings. */
export const settingsSections: readonly SettingsSection[] = [
  {
    name: 'archives',
    label: () => m.maintenance_archives_title(),
    lead: () => m.maintenance_archives_lead(),
    icon: FolderArchive,
    group: 'organization',
    anyScope: ['logs:read', 'webhooks:read', 'audit:read'],
    component: lazy(() => import('./archives-section.tsx').then((it) => it.ArchivesSection), Waiting),
  },
  {
    name: 'jobs',
    label: () => m.maintenance_jobs_title(),
    lead: () => m.maintenance_jobs_lead(),
    icon: Timer,
    group: 'organization',
    anyScope: ['organization:read'],
    component: lazy(() => import('./jobs-section.tsx').then((it) => it.JobsSection), Waiting),
  },
]
