import type { Database } from '../db/client.ts'
import { listHosts, storeHost } from './self-host-store.ts'
import type { TargetPolicy } from './target-url.ts'

/** A host that another isolate has stored is known here after at most this time. */
const KNOWN_MS = 60_000

type Known = { until: number; hosts: Promise<string[]> }
const known = new WeakMap<Database, Known>()

function hostsOf(db: Database, now: number): Promise<string[]> {
  const before = known.get(db)
  if (before && before.until > now) return before.hosts
  const hosts = listHosts(db)
  known.set(db, { until: now + KNOWN_MS, hosts })
  // A failed read is not cached.
  hosts.catch(() => known.delete(db))
  return hosts
}

type Deps = {
  db: Database
  config: TargetPolicy & { gatewayHosts: readonly { host: string }[] }
  now: number
  url?: string
}

/**
 * The policy by which URLs are checked. Our own hosts are those of the configuration and those at which this
 * installation was reached: the host of a request counts from then on, for every organization and at each attempt. In
 * local development it counts for this request only, because the same port may be a receiver's later.
 */
export async function targetPolicyOf({ db, config, now, url }: Deps): Promise<TargetPolicy> {
  const { local } = config
  const ownHosts = [...config.ownHosts, ...config.gatewayHosts.map((one) => one.host)]
  const host = url === undefined ? undefined : new URL(url).host
  if (local) return { local, ownHosts: host === undefined ? ownHosts : [...ownHosts, host] }
  const hosts = await hostsOf(db, now)
  if (host !== undefined && !hosts.includes(host)) {
    await storeHost(db, host, now)
    hosts.push(host)
  }
  return { local, ownHosts: [...ownHosts, ...hosts] }
}
