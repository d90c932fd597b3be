import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import type { Limits } from '../../../platform/limits/meter.ts'
import { countAttempt, networkOf } from '../../identity/sign-in-gate-client.ts'

// Anybody can name a client ID, so without limits strangers could make us call any server, as often as they like. A document
// of which there is a copy has a limit of its own, so that made-up ones on the same server do not use it up.
const PER_KNOWN_DOCUMENT: Limits = { minute: 6, hour: 60, day: 500 }
const PER_NETWORK: Limits = { minute: 10, hour: 60, day: 300 }
const PER_HOST: Limits = { minute: 20, hour: 200, day: 1000 }
const ALL: Limits = { minute: 200, hour: 2000, day: 10_000 }

// Whoever registers an app writes a row.
const REGISTRATIONS_PER_NETWORK: Limits = { minute: 10, hour: 60, day: 200 }
const REGISTRATIONS: Limits = { minute: 100, hour: 1000, day: 5000 }

/** Limits that were reached, and until when (ms): further calls in this isolate are refused without asking. */
const reached = new RecentMap<string, number>(1000)

/**
 * Counts a document that is about to be fetched. Returns null if it may be, else the time to wait (ms).
 *
 * @param ip the address of the caller; null: unknown, so only the other limits count
 */
export async function countFetch(
  { gates, now }: Pick<Deps, 'gates' | 'now'>,
  { clientId, isKnown, ip }: { clientId: string; isKnown: boolean; ip: string | null },
): Promise<number | null> {
  if (isKnown) return count(gates, now, [['oauth-document', clientId, PER_KNOWN_DOCUMENT]])
  return count(gates, now, [
    ...ofNetwork('oauth-document-network', ip, PER_NETWORK),
    ['oauth-document-host', new URL(clientId).host, PER_HOST],
    ['oauth-documents', '', ALL],
  ])
}

/** Counts an app that registers itself. Returns null if it may, else the time to wait (ms). */
export const countRegistration = (
  { gates, now }: Pick<Deps, 'gates' | 'now'>,
  ip: string | null,
): Promise<number | null> =>
  count(gates, now, [
    ...ofNetwork('oauth-registration-network', ip, REGISTRATIONS_PER_NETWORK),
    ['oauth-registrations', '', REGISTRATIONS],
  ])

type Counted = [kind: string, name: string, limits: Limits]

const ofNetwork = (kind: string, ip: string | null, limits: Limits): Counted[] =>
  ip === null ? [] : [[kind, networkOf(ip), limits]]

async function count(gates: Deps['gates'], now: number, all: readonly Counted[]): Promise<number | null> {
  for (const [kind, name, limits] of all) {
    const key = `${kind}:${name}`
    const until = reached.get(key) ?? 0
    if (until > now) return until - now
    const wait = await countAttempt(gates, kind, name, limits)
    if (wait === null) continue
    reached.set(key, now + wait)
    return wait
  }
  return null
}
