import { CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const identityOperations: Operations = {
  tags: [
    {
      name: 'Identity',
      description: 'Who calls: the organization, its members, sessions, sign-in and the first-run setup.',
      position: 1,
    },
  ],
  operations: {
    'POST /api/auth/sign-in/email': { id: 'signIn', rules: 'Guesses are limited per account and address.' },
    'POST /api/auth/sign-out': { id: 'signOut' },
    'GET /api/v1/me': { id: 'getCaller', rules: 'Any credential may call it. It costs one call of the limits.' },
    'GET /api/v1/organization': { id: 'getOrganization', etag: true },
    'PATCH /api/v1/organization': {
      id: 'updateOrganization',
      ...VERSIONED,
      rules: `${CHANGE} \`planLimits\` can be set only on the enterprise plan; the plan itself by owners.`,
    },
    'PUT /api/v1/organization': { id: 'putOrganization', ...VERSIONED, rules: SAME_AS_PATCH },
    'GET /api/v1/members': { id: 'listMembers' },
    'GET /api/v1/sessions': { id: 'listSessions' },
    'DELETE /api/v1/sessions/{id}': { id: 'endSession' },
    'GET /api/v1/setup': { id: 'getSetup' },
    'POST /api/v1/setup': { id: 'setUp', rules: 'Succeeds once in the life of an installation.' },
  },
}
