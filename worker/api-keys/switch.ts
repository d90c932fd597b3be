import type { ApiKey } from '../../contract/api-keys.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { conflict } from '../errors.ts'
import { changeKey } from './change.ts'
import { mustHold } from './grant.ts'

/** Switches a key off until it is switched on again; when this answers, every later call with it is refused. */
export async function disableApiKey(deps: Deps, actor: Actor, id: string): Promise<ApiKey> {
  const { key } = await changeKey(deps, actor, id, {
    action: 'api_key.disabled',
    decide: (row) => {
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key stays revoked.')
      return row.status === 'disabled' ? null : { status: 'disabled' }
    },
  })
  return key
}

/** Switches a key on again. Throws `forbidden` when it holds scopes that the actor does not. */
export async function enableApiKey(deps: Deps, actor: Actor, id: string): Promise<ApiKey> {
  const { key } = await changeKey(deps, actor, id, {
    action: 'api_key.enabled',
    decide: (row) => {
      if (row.status === 'revoked') throw conflict('key_revoked', 'A revoked key cannot be enabled. Create a new one.')
      mustHold(actor, row.scopes, 'enable a key')
      return row.status === 'active' ? null : { status: 'active' }
    },
  })
  return key
}
