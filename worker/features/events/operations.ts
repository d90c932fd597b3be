import { CHANGE, FROM_TO, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const eventOperations: Operations = {
  tags: [{ name: 'Events', description: 'Publishing events, and the types of event that there are.', position: 5 }],
  operations: {
    'GET /api/v1/events': { id: 'listEvents', rules: FROM_TO },
    'POST /api/v1/events': {
      id: 'publishEvent',
      rules: 'With `validate=true` the data must fit the JSON Schema of its type, within a budget of steps.',
    },
    'POST /api/v1/events/batch': {
      id: 'publishEvents',
      rules: 'All events are accepted, or none. With `validate=true` all of them share one budget of steps.',
    },
    'GET /api/v1/events/{id}': { id: 'getEvent' },
    'POST /api/v1/events/{id}/send': {
      id: 'sendEvent',
      rules: 'A chosen webhook must have got the event, or listen to it.',
    },
    'GET /api/v1/event-types': { id: 'listEventTypes' },
    'POST /api/v1/event-types': {
      id: 'createEventType',
      etag: true,
      rules: 'The schema is checked against draft 2020-12. At most 500 types of your own.',
    },
    'GET /api/v1/event-types/{type}': { id: 'getEventType', etag: true },
    'PATCH /api/v1/event-types/{type}': { id: 'updateEventType', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/event-types/{type}': { id: 'putEventType', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/event-types/{type}': { id: 'deleteEventType', ifMatch: true },
  },
}
