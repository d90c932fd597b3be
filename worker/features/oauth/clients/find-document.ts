import { isLoopbackHost } from '../../../../contract/oauth.data.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { findSecrets } from '../../../platform/redaction/secret-finders.ts'
import { countFetch } from './anonymous-limits.ts'
import { claimFetch, type ForeignRow, findForeignClient, removeDocument, writeForeignClient } from './client-store.ts'
import { type FetchedDocument, fetchClientDocument, isDocumentUrl } from './fetch-client-document.ts'

/** What a client has just used, and from where. */
export type UsedByClient = {
  redirectUri?: string | undefined
  /** The `kid` of the key that signed its assertion. */
  keyId?: string | undefined
  /** The address of the caller; null: unknown. */
  ip?: string | null
}

/** A copy is fetched again at most so often, ms. */
const BETWEEN_FETCHES_MS = 60_000
/** A copy that should be fetched again is good enough until it is so old, ms, where that is not possible now. */
const USABLE_MS = DAY_MS

/** On the user's own device an app may listen at any port (RFC 8252, section 7.3). */
function withoutLoopbackPort(uri: string): string {
  const url = URL.parse(uri)
  if (url?.protocol !== 'http:' || !isLoopbackHost(url.hostname)) return uri
  url.port = ''
  return url.href
}

/** Whether a copy has what the client has just used. Whether a redirect is allowed is decided elsewhere, by the copy. */
function hasUsed({ metadata }: ForeignRow, { redirectUri, keyId }: UsedByClient): boolean {
  const { redirectUris, publicKeys } = metadata
  const hasRedirect =
    redirectUri === undefined || redirectUris.map(withoutLoopbackPort).includes(withoutLoopbackPort(redirectUri))
  return hasRedirect && (keyId === undefined || publicKeys.some(({ kid }) => kid === keyId))
}

/**
 * The metadata document of a client, or the stored copy of it; null if there is none at that URL. A copy is used as long as
 * its server says, a day at most. Failures are not stored: whoever asks again makes us fetch again, within limits. When a
 * server cannot be reached, or somebody else is fetching, a copy that is not a day old is used.
 *
 * @throws Refusal `unavailable`, `rate_limited` if there is no such copy and the document cannot be fetched now
 */
export async function findDocument(deps: Deps, clientId: string, used: UsedByClient): Promise<ForeignRow | null> {
  const { db, now } = deps
  if (!isDocumentUrl(clientId, deps.config.local)) return null
  const copy = await findForeignClient(db, clientId)
  if (copy && copy.freshUntil > now && hasUsed(copy, used)) return copy
  const usable = copy && copy.createdAt + USABLE_MS > now ? copy : null
  if (usable) {
    const before = now - BETWEEN_FETCHES_MS
    const isRecent = Math.max(usable.createdAt, usable.usedAt ?? 0) > before
    if (isRecent || !(await claimFetch(db, clientId, before, now))) return usable
  }
  const wait = await countFetch(deps, { clientId, isKnown: copy !== undefined, ip: used.ip ?? null })
  if (wait !== null) return usable ?? refuse({ kind: 'rate_limited', detail: BUSY, retryAfterMs: wait })
  const fetched = withoutSecrets(deps, await fetchClientDocument(clientId, await targetPolicyOf(deps)))
  if (fetched.ok) {
    const row: ForeignRow = {
      clientId,
      source: 'document',
      metadata: fetched.facts,
      secretHash: null,
      pepperVersion: null,
      createdAt: now,
      freshUntil: now + fetched.freshMs,
      usedAt: now,
    }
    await runBatch(db, writeForeignClient(row))
    return row
  }
  if (fetched.final) {
    if (copy) await runBatch(db, removeDocument(clientId))
    return null
  }
  const detail = `The metadata document of the client cannot be fetched now: ${fetched.message} Try again.`
  return usable ?? refuse({ kind: 'unavailable', code: 'oauth_temporarily_unavailable', detail })
}

/** A document is nobody's secret, but what is stored in readable form must not be one of ours. */
const withoutSecrets = ({ config }: Deps, fetched: FetchedDocument): FetchedDocument =>
  fetched.ok && findSecrets(config, fetched.facts).length > 0
    ? { ok: false, final: true, message: 'It contains a secret of this service.' }
    : fetched

const BUSY = 'Too many metadata documents of clients were asked for. Try again later.'

function refuse(error: Refusal['error']): never {
  throw new Refusal(error)
}
