import type { Feature } from '../../platform/manifest/feature.ts'

/** Modules, which define typed fields, and their records. */
export const records: Feature = {
  name: 'records',
  mounts: [
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.recordRoutes) },
    { path: '/api/v1', load: () => import('./demo/routes.ts').then((module) => module.demoDataRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.recordOperations),
  scopeGroups: () => import('./records/scope-groups.ts').then((module) => module.recordScopeGroups),
  jobs: [
    () => import('./modules/purge-records.ts').then((module) => module.purgeRecords),
    () => import('./modules/build-indexes.ts').then((module) => module.buildIndexes),
  ],
  agentTools: () => import('./tools/tools.ts').then((module) => module.recordTools),
}
