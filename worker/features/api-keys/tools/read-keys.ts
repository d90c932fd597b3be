import { z } from 'zod'
import { KEY_STATUSES, MAX_OWNER_ID, MAX_TAG } from '../../../../contract/api-keys.data.ts'
import { KeyId } from '../../../../contract/api-keys.ts'
import { MAX_SEARCH } from '../../../../contract/common.data.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, paging } from '../../../platform/manifest/tools/input.ts'
import { listApiKeys } from '../keys/list.ts'
import { readApiKey } from '../keys/read.ts'
import { readKeyUsage } from '../keys/usage.ts'
import { keyLink, showKey } from './show-key.ts'

export const keyId = idField(KeyId, 'The id of the key, from list_api_keys.')

export const listApiKeysTool = agentTool({
  name: 'list_api_keys',
  title: 'List API keys',
  description:
    'List the API keys of the organization: name, status, scopes, limits, when each was last used. Never returns a secret. Use it to find the id of a key, or keys that are unused, expire soon or were leaked. Filter by status, text, tag or owner.',
  scope: 'api-keys:read',
  readOnly: true,
  input: z.strictObject({
    search: z
      .string()
      .trim()
      .min(1)
      .max(MAX_SEARCH)
      .optional()
      .meta({ description: 'Text in the name, description or owner, or the visible beginning of the key.' }),
    status: z.enum(KEY_STATUSES).optional().meta({ description: 'Only keys with this status.' }),
    tag: z.string().min(1).max(MAX_TAG).optional().meta({ description: 'Only keys with exactly this tag.' }),
    ownerId: z.string().min(1).max(MAX_OWNER_ID).optional().meta({ description: 'Only keys with exactly this owner.' }),
    sort: z
      .enum(['-createdAt', '-lastUsedAt', '-usageCount', 'lastUsedAt', 'name'])
      .default('-createdAt')
      .meta({ description: 'A minus means descending. lastUsedAt: those that were not used for longest first.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, { search, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listApiKeys(deps, actorIn(actor, input), { ...input, q: search, limit }),
        show: showKey,
      },
      { link: pageLink('/api-keys', { q: search, status: input.status, tag: input.tag, owner: input.ownerId }) },
    ),
})

export const getApiKey = agentTool({
  name: 'get_api_key',
  title: 'Read an API key',
  description:
    'Read one API key with all its settings: scopes, limits, allowed addresses, expiry, credits, rotation, metadata. Never returns its secret. For its traffic and what is left of its limits use api_key_usage.',
  scope: 'api-keys:read',
  readOnly: true,
  input: z.strictObject({ id: keyId, environment }),
  run: async (deps, actor, input) => {
    const { key } = await readApiKey(deps, actorIn(actor, input), input.id)
    return answer(key, { link: keyLink(key.id) })
  },
})

export const apiKeyUsage = agentTool({
  name: 'api_key_usage',
  title: 'Read the usage of an API key',
  description:
    'Read how a key was used in the last days: calls and errors by day, endpoint and status, response times, what is left of each limit now, and how far a rotation has come. Use it to see whether a key is still in use, or near a limit.',
  scope: 'api-keys:read',
  readOnly: true,
  input: z.strictObject({
    id: keyId,
    days: z.int().min(1).max(90).default(7).meta({ description: 'The last days, including today, 1 to 90.' }),
    environment,
  }),
  run: async (deps, actor, { id, days, ...input }) => {
    const usage = await readKeyUsage(deps, actorIn(actor, input), id, { days })
    const { buckets: _, byEndpoint, byCountry, ...figures } = usage
    return answer(
      { id, ...figures, byEndpoint: byEndpoint.slice(0, 15), byCountry: byCountry.slice(0, 10) },
      { link: keyLink(id) },
    )
  },
})
