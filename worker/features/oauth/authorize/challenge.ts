import { MAX_CHALLENGE } from '../../../../contract/oauth.data.ts'
import type { Config } from '../../../platform/env.ts'
import { randomBase62 } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64, toBase64Url } from '../../../platform/lib/crypto/encoding.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { withParameters } from './redirect-uri.ts'
import { type ParameterName, type Parameters, readParameters } from './request.ts'

/** An authorization request that waits. It is stored nowhere: its text in the URL contains all of it, sealed. */
export type Challenge = {
  /** Random; nobody but this Worker can read it. */
  requestId: string
  /** Ms since 1970, in whole seconds. */
  startedAt: number
  /** The origin at which the request arrived. */
  issuer: string
  /** The parameters of the request, which were valid then, and are checked again before a code is given. */
  values: Parameters['values']
}

type Keys = Pick<Config, 'dataKeys'>

/** JSON as sealed text for a URL (base64url). */
export async function sealForUrl({ dataKeys }: Keys, purpose: string, value: unknown): Promise<string> {
  return toBase64Url(await sealText(dataKeys, purpose, JSON.stringify(value)))
}

/** The inverse of `sealForUrl`; null for a text that was not made by it, or for another purpose. */
export async function openFromUrl({ dataKeys }: Keys, purpose: string, text: string): Promise<unknown> {
  if (text.length > MAX_CHALLENGE || !/^[A-Za-z0-9_-]+$/.test(text)) return null
  const bytes = fromBase64(text)
  const opened = bytes && (await openText(dataKeys, purpose, bytes))
  return opened ? JSON.parse(opened) : null
}

type Written = [id: string, startedAt: number, issuer: string, values: [ParameterName, string][]]

/** A new challenge for a request. */
export const newChallenge = (values: Parameters['values'], issuer: string, now: number): Challenge => ({
  requestId: randomBase62(22),
  startedAt: now - (now % 1000),
  issuer,
  values,
})

/** A challenge as text, for one purpose of `sealing-purposes.ts`. */
export function sealChallenge(keys: Keys, purpose: string, challenge: Challenge): Promise<string> {
  return sealForUrl(keys, purpose, writeChallenge(challenge))
}

/** The challenge of a text; null for a text that was not sealed here. */
export async function openChallenge(keys: Keys, purpose: string, text: string): Promise<Challenge | null> {
  const opened = await openFromUrl(keys, purpose, text)
  return opened === null ? null : readChallenge(opened)
}

/** A challenge as JSON, to be sealed with more. */
export const writeChallenge = ({ requestId, startedAt, issuer, values }: Challenge): Written => [
  requestId,
  startedAt / 1000,
  issuer,
  Object.entries(values) as Written[3],
]

/** The inverse. Its input was sealed by us, so it has the right form. */
export function readChallenge(written: unknown): Challenge {
  const [requestId, seconds, issuer, values] = written as Written
  return { requestId, startedAt: seconds * 1000, issuer, values: readParameters(values).values }
}

/** The URL that starts the same authorization anew. */
export const restartUrl = ({ issuer, values }: Challenge): string =>
  withParameters(`${issuer}/oauth/authorize`, Object.entries(values))
