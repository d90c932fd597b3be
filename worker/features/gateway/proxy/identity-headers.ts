import { type Actor, ownerOfActor } from '../../../platform/auth/actor.ts'
import { environmentToTell } from '../../../platform/auth/environment.ts'
import type { Deps } from '../../../platform/deps.ts'

import { signIdentity } from '../identity/sign-identity.ts'

/** Visible ASCII passes; everything else, and the percent sign, as percent-encoded UTF-8: a header cannot hold it. */
const headerText = (text: string): string =>
  /^[\x21-\x24\x26-\x7e]*$/.test(text) ? text : text.replaceAll(/[^\x21-\x24\x26-\x7e]/gu, encodeCharacter)

/** `encodeURIComponent` throws for half of a surrogate pair. */
const encodeCharacter = (character: string): string =>
  encodeURIComponent(character.isWellFormed() ? character : '\uFFFD')

type Facts = { actor: Actor; requestId: string; issuer: string; audience: string; route: string }

/** Who calls, for the upstream: readable headers, and a JWT that it can verify. */
export async function identityHeaders(deps: Deps, facts: Facts): Promise<[string, string][]> {
  const { actor, requestId } = facts
  const owner = ownerOfActor(actor)
  const headers: [string, string][] = [
    ['X-Gatehouse-Organization', actor.organization.id],
    ['X-Gatehouse-Scopes', actor.scopes.map(headerText).join(' ')],
    ['X-Gatehouse-Environment', environmentToTell(actor)],
    ['X-Gatehouse-Request-Id', requestId],
    ['X-Gatehouse-Identity', await signIdentity(deps, facts)],
  ]
  if (actor.type === 'api_key') headers.push(['X-Gatehouse-Key-Id', actor.keyId])
  if (owner !== null) headers.push(['X-Gatehouse-Owner', headerText(owner)])
  return headers
}

type Reached = { ip: string | null; origin: string; prefix: string }

/** How the caller reached us (RFC 7239), set anew. `prefix`: the public path of the route. */
export function forwardedHeaders({ ip, origin, prefix }: Reached): [string, string][] {
  const at = origin.indexOf('://')
  const [proto, host] = [origin.slice(0, at), origin.slice(at + 3)]
  const node = ip === null ? 'unknown' : ip.includes(':') ? `"[${ip}]"` : ip
  const headers: [string, string][] = [
    ['Forwarded', `for=${node};host="${host}";proto=${proto}`],
    ['X-Forwarded-Host', host],
    ['X-Forwarded-Proto', proto],
    ['Via', '1.1 gatehouse'],
  ]
  if (ip !== null) headers.push(['X-Forwarded-For', ip])
  if (prefix !== '') headers.push(['X-Forwarded-Prefix', prefix])
  return headers
}
