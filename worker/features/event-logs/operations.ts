import { FROM_TO, type Operations } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const eventLogOperations: Operations = {
  tags: [
    {
      name: 'Event logs',
      description: 'Every call as it was logged, live or as a file, and figures over them.',
      position: 3,
    },
  ],
  operations: {
    'GET /api/v1/event-logs': { id: 'listEventLogs', rules: FROM_TO },
    'GET /api/v1/event-logs/export': { id: 'exportEventLogs', rules: FROM_TO },
    'GET /api/v1/event-logs/histogram': {
      id: 'getEventLogHistogram',
      rules: `${FROM_TO} Without \`from\` and \`range\` it begins with the oldest entry.`,
    },
    'GET /api/v1/event-logs/stream': { id: 'streamEventLogs' },
    'GET /api/v1/event-logs/{id}': { id: 'getEventLog' },
    'GET /api/v1/stats': { id: 'getStats' },
    'GET /api/v1/stats/usage': {
      id: 'getUsage',
      rules: '`start` must not be after `end`, and at most 92 days before it. `days` cannot stand beside them.',
    },
  },
}
