import type { Operations } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const overviewOperations: Operations = {
  tags: [
    { name: 'Overview', description: 'What needs attention, the first steps, and what belongs together.', position: 8 },
  ],
  operations: {
    'GET /api/v1/overview': {
      id: 'getOverview',
      rules:
        'Its period is chosen as in `/stats/usage`. Parts that the caller may not read are null and named in `withheld`.',
    },
    'GET /api/v1/getting-started': { id: 'getGettingStarted' },
    'PUT /api/v1/getting-started': { id: 'putGettingStarted' },
    'GET /api/v1/event-logs/{id}/trail': { id: 'getEventLogTrail' },
  },
}
