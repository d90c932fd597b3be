import { z } from 'zod'
import { DEFAULT_RATE_LIMIT, GRACE_SECONDS, MAX_RATE_LIMIT } from '../../../../contract/api-keys.data.ts'
import { type CreateApiKey, Scope, type UpdateApiKey } from '../../../../contract/api-keys.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { line, unique } from '../../../../contract/common.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, instant, newEnvironment } from '../../../platform/manifest/tools/input.ts'
import { createApiKey } from '../keys/create.ts'
import { regenerateApiKey } from '../keys/regenerate.ts'
import { updateApiKey } from '../keys/update.ts'
import { keyId } from './read-keys.ts'
import { keyLink, showKey } from './show-key.ts'

const SHOWN_ONCE =
  'The secret is in this answer alone. Give it only to whom it is for, and do not repeat it or write it down anywhere else.'
const none = async () => []

const calls = (most: number) =>
  z.int('must be a whole number').min(1, 'must be at least 1').max(most, `must be at most ${most}`).nullable()

const name = line(MAX_NAME).meta({ description: 'A name that says what uses the key.' })
const limits = {
  perMinute: calls(MAX_RATE_LIMIT.perMinute).meta({ description: 'Calls in any 60 seconds; null: no such limit.' }),
  perHour: calls(MAX_RATE_LIMIT.perHour).meta({ description: 'Calls in any hour; null: no such limit.' }),
  perDay: calls(MAX_RATE_LIMIT.perDay).meta({ description: 'Calls in any 24 hours; null: no such limit.' }),
}

export const createApiKeyTool = agentTool({
  name: 'create_api_key',
  title: 'Create an API key',
  description:
    'Create an API key. The answer has its secret, once. You can only give scopes that you have yourself (who_am_i); give as few as needed. A person approves each call first. To replace the secret of a key that exists, use regenerate_api_key.',
  scope: 'api-keys:write',
  readOnly: false,
  approval: true,
  input: z.strictObject({
    name,
    scopes: z
      .array(Scope)
      .min(1, 'choose at least one scope')
      .max(100, 'at most 100 scopes')
      .refine(unique, 'must not name a scope twice')
      .meta({ description: 'Scopes such as orders:read, from list_scopes.' }),
    environment: newEnvironment,
    perMinute: limits.perMinute.default(DEFAULT_RATE_LIMIT.perMinute),
    perHour: limits.perHour.default(DEFAULT_RATE_LIMIT.perHour),
    perDay: limits.perDay.default(DEFAULT_RATE_LIMIT.perDay),
    expiresAt: instant('When the key ends. Left out: never.'),
    description: z.string().trim().max(500).default('').meta({ description: 'What the key is for.' }),
  }),
  run: async (deps, actor, { perMinute, perHour, perDay, expiresAt, ...input }) => {
    const wanted: CreateApiKey = {
      ...input,
      rateLimit: { perMinute, perHour, perDay },
      expiresAt: expiresAt ?? null,
      recoverable: false,
      allowedIps: [],
      consistency: 'edge',
      metadata: {},
      tags: [],
      ownerId: null,
      credits: null,
      rotation: null,
      captureBodies: null,
    }
    const { key, ...made } = await createApiKey(deps, actor, wanted, none)
    return answer({ key, ...showKey(made) }, { link: keyLink(made.id), note: SHOWN_ONCE })
  },
})

export const updateApiKeyTool = agentTool({
  name: 'update_api_key',
  title: 'Change an API key',
  description:
    'Change the name, the limits or the expiry of an API key. Fields that are left out stay as they are. Scopes and allowed addresses are changed in the dashboard. Once it returns, the new limits hold everywhere.',
  scope: 'api-keys:write',
  readOnly: false,
  idempotent: true,
  input: z
    .strictObject({
      id: keyId,
      name: name.optional(),
      perMinute: limits.perMinute.optional(),
      perHour: limits.perHour.optional(),
      perDay: limits.perDay.optional(),
      expiresAt: instant('When the key ends.').nullable().meta({ description: 'When the key ends; null: never.' }),
      environment,
    })
    .refine(({ id: _, environment: __, ...change }) => Object.keys(change).length > 0, 'names nothing to change'),
  run: async (deps, actor, { id, environment: named, perMinute, perHour, perDay, ...change }) => {
    const rateLimit = Object.fromEntries(
      Object.entries({ perMinute, perHour, perDay }).filter(([, value]) => value !== undefined),
    )
    const wanted: UpdateApiKey = { ...change, ...(Object.keys(rateLimit).length > 0 && { rateLimit }) }
    const { key } = await updateApiKey(deps, actorIn(actor, { environment: named }), id, wanted, null)
    return answer(showKey(key), { link: keyLink(key.id) })
  },
})

export const regenerateApiKeyTool = agentTool({
  name: 'regenerate_api_key',
  title: 'Regenerate an API key',
  description:
    'Give an API key a new secret, which is in the answer once. The old secret keeps working for the grace period, then it is refused for good; with 0 at once. A person approves each call first. Follow the change with api_key_usage (rotation).',
  scope: 'api-keys:write',
  readOnly: false,
  destructive: true,
  approval: true,
  input: z.strictObject({
    id: keyId,
    graceSeconds: z
      .int('must be a whole number')
      .refine(
        (value) => value === 0 || (value >= GRACE_SECONDS.min && value <= GRACE_SECONDS.max),
        `must be 0, or from ${GRACE_SECONDS.min} to ${GRACE_SECONDS.max} (7 days)`,
      )
      .default(GRACE_SECONDS.default)
      .meta({ description: 'How long the old secret keeps working: 0 (not at all), or 60 to 604800 seconds.' }),
    environment,
  }),
  run: async (deps, actor, { id, graceSeconds, ...input }) => {
    const { key, ...made } = await regenerateApiKey(deps, actorIn(actor, input), id, graceSeconds, none)
    return answer({ key, ...showKey(made) }, { link: keyLink(made.id), note: SHOWN_ONCE })
  },
})
