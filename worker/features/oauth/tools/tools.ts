import { z } from 'zod'
import { MAX_SEARCH } from '../../../../contract/common.data.ts'
import { MAX_SUBJECT, OAUTH_APP_STATUSES } from '../../../../contract/oauth.data.ts'
import { OAuthAppId, OAuthGrantId } from '../../../../contract/oauth.ts'
import { type AgentTools, agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, paging } from '../../../platform/manifest/tools/input.ts'
import { listGrants } from '../access/list-grants.ts'
import { revokeGrant } from '../access/revoke.ts'
import { listApps } from '../apps/read.ts'

const appId = idField(OAuthAppId, 'The id of the app, from list_oauth_apps.')
const appLink = (app: string, tab?: string) => pageLink('/oauth-apps', { app, tab })

const listOAuthApps = agentTool({
  name: 'list_oauth_apps',
  title: 'List OAuth apps',
  description:
    'List the OAuth apps of the organization: client ID, status, scopes, redirect URIs, when each was last used. Never returns a secret. For who allowed an app what use list_oauth_grants.',
  scope: 'oauth-apps:read',
  readOnly: true,
  input: z.strictObject({
    search: z.string().trim().min(1).max(MAX_SEARCH).optional().meta({ description: 'Text in the name or client ID.' }),
    status: z.enum(OAUTH_APP_STATUSES).optional().meta({ description: 'Only apps with this status.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, input) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listApps(deps, actorIn(actor, input), { ...input, limit }),
        show: (app) => ({
          id: app.id,
          clientId: app.clientId,
          name: app.name,
          type: app.type,
          source: app.source,
          environment: app.environment,
          status: app.status,
          verified: app.verified,
          scopes: app.scopes,
          grantTypes: app.grantTypes,
          redirectUris: app.redirectUris,
          lastUsedAt: app.lastUsedAt,
          createdAt: app.createdAt,
        }),
      },
      { link: pageLink('/oauth-apps', { q: input.search, status: input.status }) },
    ),
})

const listOAuthGrants = agentTool({
  name: 'list_oauth_grants',
  title: 'List grants of an OAuth app',
  description:
    'List who allowed an OAuth app what, newest first: the person or user, scopes, when it was last used, active or revoked. Use it before revoke_oauth_grant.',
  scope: 'oauth-apps:read',
  readOnly: true,
  input: z.strictObject({
    appId,
    status: z.enum(['active', 'revoked']).optional().meta({ description: 'Only grants with this status.' }),
    subject: z
      .string()
      .min(1)
      .max(MAX_SUBJECT)
      .optional()
      .meta({ description: 'The id of a person or user, or text in the name.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, { appId: app, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listGrants(deps, actorIn(actor, input), app, { ...input, limit }),
        show: ({ app: _, appId: __, ...grant }) => grant,
      },
      { link: appLink(app, 'users') },
    ),
})

const revokeOAuthGrant = agentTool({
  name: 'revoke_oauth_grant',
  title: 'Revoke a grant of an OAuth app',
  description:
    'Revoke what one person or user allowed an OAuth app: once it returns, all of its tokens are refused, and they have to allow the app again. It cannot be undone. A person approves each call first.',
  scope: 'oauth-apps:write',
  readOnly: false,
  destructive: true,
  idempotent: true,
  approval: true,
  input: z.strictObject({
    appId,
    id: idField(OAuthGrantId, 'The id of the grant, from list_oauth_grants.'),
    environment,
  }),
  run: async (deps, actor, { appId: app, id, ...input }) => {
    await revokeGrant(deps, actorIn(actor, input), app, id)
    return answer({ revoked: id }, { link: appLink(app, 'users') })
  },
})

export const oauthTools: AgentTools = { tools: [listOAuthApps, listOAuthGrants, revokeOAuthGrant] }
