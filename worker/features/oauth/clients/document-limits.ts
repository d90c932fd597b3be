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

/** Limits that were reached, and until when (ms): further calls in this isolate are refused without asking. */
const reached = new RecentMap<string, number>(1000)

/**
 * Counts a document that is about to be fetched. Returns null if it may be, else the time to wait (ms).
 *
 * @param ip the address of the caller; null: unknown, as in a call within the Worker
 */
export async function countFetch(
  { gates, now }: Pick<Deps, 'gates' | 'now'>,
  { clientId, isKnown, ip }: { clientId: string; isKnown: boolean; ip: string | null },
): Promise<number | null> {
  const counts: [kind: string, name: string, limits: Limits][] = isKnown
    ? [['oauth-document', clientId, PER_KNOWN_DOCUMENT]]
    : [
        ...(ip === null ? [] : [['oauth-document-network', networkOf(ip), PER_NETWORK] as [string, string, Limits]]),
        ['oauth-document-host', new URL(clientId).host, PER_HOST],
        ['oauth-documents', '', ALL],
      ]
  for (const [kind, name, limits] of counts) {
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
