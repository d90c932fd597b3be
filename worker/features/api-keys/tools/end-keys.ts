import { z } from 'zod'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment } from '../../../platform/manifest/tools/input.ts'
import type { ChangedKey } from '../keys/change.ts'
import { disableApiKey, enableApiKey } from '../keys/enable-disable.ts'
import { revokeApiKey } from '../keys/revoke.ts'
import { keyId } from './read-keys.ts'
import { keyLink, showKey } from './show-key.ts'

const input = z.strictObject({ id: keyId, environment })
type Verb = (deps: Deps, actor: Actor, id: string) => Promise<ChangedKey>

/** A tool that changes the status of a key. */
const ofStatus = (verb: Verb, tool: { name: string; title: string; description: string }) => ({
  ...tool,
  scope: 'api-keys:write',
  readOnly: false,
  idempotent: true,
  input,
  run: async (deps: Deps, actor: Actor, { id, ...named }: z.output<typeof input>) => {
    const { key } = await verb(deps, actorIn(actor, named), id)
    return answer(showKey(key), { link: keyLink(key.id) })
  },
})

export const disableApiKeyTool = agentTool(
  ofStatus(disableApiKey, {
    name: 'disable_api_key',
    title: 'Disable an API key',
    description:
      'Switch an API key off. Once it returns, every call with it is refused until enable_api_key. Use it when a key may be misused but may be needed again.',
  }),
)

export const enableApiKeyTool = agentTool(
  ofStatus(enableApiKey, {
    name: 'enable_api_key',
    title: 'Enable an API key',
    description: 'Switch a disabled API key on again. A revoked key cannot be enabled.',
  }),
)

export const revokeApiKeyTool = agentTool({
  ...ofStatus(revokeApiKey, {
    name: 'revoke_api_key',
    title: 'Revoke an API key',
    description:
      'Revoke an API key for good: once it returns, every call with it is refused, and this cannot be undone. It stays listed. A person approves each call first. To switch it off for a time only, use disable_api_key.',
  }),
  destructive: true,
  approval: true,
})
