import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { openText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_ROUTE_HEADERS } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { type HeaderRules, mayRule } from './request-headers.ts'

const MAX_KNOWN = 2000
const NONE: HeaderRules = []

/** The opened rules of this isolate, by route, with the version of the route. */
const opened = new RecentMap<string, { version: number; rules: HeaderRules }>(MAX_KNOWN)

/**
 * The header rules of a route for requests. They are decrypted once per isolate and version of the route.
 *
 * @throws Refusal if they cannot be decrypted: without them the upstream would get another request than the route says
 */
export function requestRulesOf(
  { config }: Pick<Deps, 'config'>,
  organizationId: string,
  route: LiveRoute,
): HeaderRules | Promise<HeaderRules> {
  if (route.requestHeaders === null || route.requestHeaders.length === 0) return NONE
  const name = `${organizationId} ${route.id}`
  const known = opened.get(name)
  return known?.version === route.version ? known.rules : open(config, name, route, route.requestHeaders)
}

async function open(
  { dataKeys }: Deps['config'],
  name: string,
  { version, name: routeName }: LiveRoute,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<HeaderRules> {
  const text = await openText(dataKeys, SEALED_ROUTE_HEADERS, sealed)
  if (text === null) {
    const detail = `The request headers of the route "${routeName}" cannot be decrypted. An admin has to enter them again.`
    throw new Refusal({ kind: 'unavailable', code: 'not_configured', detail })
  }
  const all = Object.entries(JSON.parse(text) as Record<string, string | null>)
  const rules = all.filter(([header]) => mayRule(header))
  opened.set(name, { version, rules })
  return rules
}
