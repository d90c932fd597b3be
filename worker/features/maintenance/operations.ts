import type { Operations } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const maintenanceOperations: Operations = {
  tags: [
    { name: 'Archives', description: 'What was removed after its retention, as files.', position: 8 },
    { name: 'Background work', description: 'What the Worker does by itself.', position: 9 },
  ],
  operations: {
    'GET /api/v1/archives': { id: 'listArchives' },
    'GET /api/v1/archives/{id}': { id: 'downloadArchive' },
    'GET /api/v1/jobs': { id: 'listJobs' },
  },
}
