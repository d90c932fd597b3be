import { CHANGE, type Operations, VERSIONED } from '../../../platform/http/operation.ts'

const WAITS =
  'The challenge is that of the URL `?challenge=`. 404: it is not known, or of an app that the caller does not reach. 410: it cannot go on; `restartUrl` starts again.'
const DECIDES = 'A person decides for themselves and needs no scope; a key decides for a user of your product.'

/** The texts of these routes in the OpenAPI document. */
export const authorizationOperations: Operations = {
  tags: [
    {
      name: 'OAuth authorization',
      description: 'Consent: what apps ask for, and whether a member or a user of your product allows it.',
      position: 7.5,
    },
  ],
  operations: {
    'GET /api/v1/oauth-settings': { id: 'getOAuthSettings', etag: true },
    'PATCH /api/v1/oauth-settings': { id: 'updateOAuthSettings', ...VERSIONED, rules: CHANGE },
    'GET /api/v1/oauth-authorizations/{challenge}': { id: 'getOAuthAuthorization', rules: `${WAITS} ${DECIDES}` },
    'POST /api/v1/oauth-authorizations/{challenge}/accept': {
      id: 'acceptOAuthAuthorization',
      rules: `${WAITS} ${DECIDES} Only scopes that the caller holds can be allowed; if there are none, the app is told \`access_denied\`. Repeating it gives the same code.`,
    },
    'POST /api/v1/oauth-authorizations/{challenge}/reject': {
      id: 'rejectOAuthAuthorization',
      rules: `${WAITS} ${DECIDES} The app is told \`access_denied\`.`,
    },
    'GET /api/v1/oauth-consents/{challenge}': { id: 'getOAuthConsent' },
    'POST /api/v1/oauth-consents/{challenge}/accept': { id: 'acceptOAuthConsent' },
    'POST /api/v1/oauth-consents/{challenge}/reject': { id: 'rejectOAuthConsent' },
  },
}
