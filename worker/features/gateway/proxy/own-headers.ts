import { type Actor, actorId, actorName, ownerOfActor } from '../../../platform/auth/actor.ts'
import { environmentToTell } from '../../../platform/auth/environment.ts'
import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { signIdentity } from '../identity/sign-identity.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { audienceOf } from '../settings/find-upstream.ts'

/** Visible ASCII passes; everything else, and the percent sign, as percent-encoded UTF-8: a header cannot hold it. */
const headerText = (text: string): string =>
  /^[\x21-\x24\x26-\x7e]*$/.test(text) ? text : text.replaceAll(/[^\x21-\x24\x26-\x7e]/gu, encodeCharacter)

/** `encodeURIComponent` throws for half of a surrogate pair. */
const encodeCharacter = (character: string): string =>
  encodeURIComponent(character.isWellFormed() ? character : '\uFFFD')

/** `origin`: under which the caller reached us; `prefix`: the public path of the route. */
type Facts = { actor: Actor; origin: string; route: Pick<LiveRoute, 'id' | 'upstream'>; prefix: string }

/** A signature costs as much as the rest of the call, so the same caller of the same route is told by the same token for this long, ms. */
const REUSED_MS = 10_000
const MAX_KNOWN = 2000

const known = new RecentMap<string, { until: number; headers: Headers }>(MAX_KNOWN)

/**
 * What we say to the upstream, the same for all calls of one caller to one route: who calls, in readable headers and as a JWT that
 * it can verify, and how the call reached us. The headers must not be changed: copying them costs less than making them.
 */
export function ownHeaders(deps: Deps, facts: Facts): Headers | Promise<Headers> {
  const { actor, origin, route, prefix } = facts
  // Everything that the headers say.
  const name = [
    ...[actor.type, actorId(actor), actorName(actor), ownerOfActor(actor), actor.organization.id, actor.ip],
    ...[environmentToTell(actor), actor.scopes.join(' '), origin, prefix, route.id, route.upstream],
  ].join('\n')
  const one = known.get(name)
  return one && one.until > deps.now && one.until <= deps.now + REUSED_MS ? one.headers : make(deps, facts, name)
}

async function make(deps: Deps, { actor, origin, route, prefix }: Facts, name: string): Promise<Headers> {
  const identity = { actor, issuer: origin, audience: audienceOf(route.upstream), route: route.id }
  const headers = new Headers({
    'X-Gatehouse-Organization': actor.organization.id,
    'X-Gatehouse-Scopes': actor.scopes.map(headerText).join(' '),
    'X-Gatehouse-Environment': environmentToTell(actor),
    'X-Gatehouse-Identity': await signIdentity(deps, identity),
    ...forwarded(actor.ip, origin, prefix),
  })
  const owner = ownerOfActor(actor)
  if (actor.type === 'api_key') headers.set('X-Gatehouse-Key-Id', actor.keyId)
  if (owner !== null) headers.set('X-Gatehouse-Owner', headerText(owner))
  known.set(name, { until: deps.now + REUSED_MS, headers })
  return headers
}

/** How the caller reached us (RFC 7239), set anew. */
function forwarded(ip: string | null, origin: string, prefix: string): Record<string, string> {
  const at = origin.indexOf('://')
  const [proto, host] = [origin.slice(0, at), origin.slice(at + 3)]
  const node = ip === null ? 'unknown' : ip.includes(':') ? `"[${ip}]"` : ip
  return {
    Forwarded: `for=${node};host="${host}";proto=${proto}`,
    'X-Forwarded-Host': host,
    'X-Forwarded-Proto': proto,
    Via: '1.1 gatehouse',
    ...(ip !== null && { 'X-Forwarded-For': ip }),
    ...(prefix !== '' && { 'X-Forwarded-Prefix': prefix }),
  }
}
