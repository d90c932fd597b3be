import type { Feature } from '../../platform/manifest/feature.ts'

/** Jobs that keep an installation in order: they run the retention of all features, and seal secrets anew. */
export const maintenance: Feature = {
  name: 'maintenance',
  mounts: [
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.maintenanceRoutes) },
    { path: '/', load: () => import('./routes.ts').then((module) => module.healthRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.maintenanceOperations),
  jobs: [
    () => import('./sweep.ts').then((module) => module.sweep),
    () => import('./purge-usage.ts').then((module) => module.purgeUsage),
    () => import('./fill-search-texts.ts').then((module) => module.fillSearchTexts),
    () => import('./reseal.ts').then((module) => module.reseal),
  ],
  retention: () => import('./retention.ts').then((module) => module.maintenanceRetention),
}
