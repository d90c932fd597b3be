import type { Database } from '../db/client.ts'
import { keepHost, listHosts } from './self-host-store.ts'
import type { Surroundings } from './target-url.ts'

/** A host that another isolate has come to know is known here after so long at the latest. */
const KNOWN_MS = 60_000

type Known = { until: number; hosts: Promise<string[]> }
const known = new WeakMap<Database, Known>()

function hostsOf(db: Database, now: number): Promise<string[]> {
  const before = known.get(db)
  if (before && before.until > now) return before.hosts
  const hosts = listHosts(db)
  known.set(db, { until: now + KNOWN_MS, hosts })
  // What could not be read is asked for again, not remembered.
  hosts.catch(() => known.delete(db))
  return hosts
}

type Deps = { db: Database; config: Surroundings; now: number; url?: string }

/**
 * What an address is judged by. Our own hosts are those of the configuration and those at which this installation was
 * seen: the host of a request counts from then on, for every organization and at each attempt. In local development it
 * counts for this request alone, because the same port may be a receiver's tomorrow.
 */
export async function targetPolicyOf({ db, config, now, url }: Deps): Promise<Surroundings> {
  const { local, ownHosts } = config
  const host = url === undefined ? undefined : new URL(url).host
  if (local) return { local, ownHosts: host === undefined ? ownHosts : [...ownHosts, host] }
  const hosts = await hostsOf(db, now)
  if (host !== undefined && !hosts.includes(host)) {
    await keepHost(db, host, now)
    hosts.push(host)
  }
  return { local, ownHosts: [...ownHosts, ...hosts] }
}
