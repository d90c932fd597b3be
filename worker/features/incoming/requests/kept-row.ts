import type { DomainError } from '../../../platform/errors.ts'
import { describe } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { redactLine } from '../../../platform/redaction/redact-line.ts'
import { secretNames } from '../../../platform/redaction/secret-names.ts'
import { REDACTED } from '../../../platform/redaction/secret-patterns.ts'
import type { RequestRow } from './store.ts'

/** What is known of a request before it is handled. `body`: null until its signature was right. */
export type Arrival = Pick<
  RequestRow,
  | 'organizationId'
  | 'webhookId'
  | 'id'
  | 'environment'
  | 'senderId'
  | 'contentType'
  | 'sizeBytes'
  | 'ip'
  | 'requestId'
  | 'firstId'
  | 'replay'
  | 'headers'
  | 'body'
>

/** What a request became. */
export type Became = Pick<RequestRow, 'result' | 'module' | 'recordId' | 'eventId'>

const NOTHING = { result: null, module: null, recordId: null, eventId: null, mapped: null }
const MAX_REASON = 500
const MAX_ERRORS = 20
/** Maximum characters of all headers that are kept, and of one. */
const MAX_HEADERS = 8192
const MAX_HEADER = 2048

export const acceptedRow = (arrival: Arrival, became: Became, mapped: JsonObject | null): RequestRow => ({
  ...arrival,
  verdict: 'accepted',
  outcome: 'ok',
  reason: null,
  errors: null,
  ...became,
  mapped,
})

/** A request that was refused: why, in words and by field. */
export const refusedRow = (arrival: Arrival, error: DomainError): RequestRow => {
  const { code, detail } = describe(error)
  return {
    ...arrival,
    ...NOTHING,
    verdict: 'refused',
    outcome: code,
    reason: detail.slice(0, MAX_REASON),
    errors: error.kind === 'invalid' ? error.errors.slice(0, MAX_ERRORS) : null,
  }
}

/** A request that was accepted before. It has no body of its own. */
export const repeatedRow = (
  arrival: Arrival,
  firstId: string,
  { result, module, recordId, eventId }: Became,
): RequestRow => ({
  ...arrival,
  ...NOTHING,
  result,
  module,
  recordId,
  eventId,
  verdict: 'repeated',
  outcome: 'ok',
  reason: null,
  errors: null,
  firstId,
  body: null,
})

export const challengeRow = (arrival: Arrival): RequestRow => ({
  ...arrival,
  ...NOTHING,
  verdict: 'challenge',
  outcome: 'ok',
  reason: null,
  errors: null,
  body: null,
})

/** Headers of the platform and of proxies, which tell nothing of the sender. */
const NOISE = /^(?:cf-|x-forwarded-|x-real-ip$|x-request-id$|connection$|content-length$)/

/** The headers of a request as they are kept, in lower case: without secrets. `own`: further names to redact. */
export function keptHeaders(headers: Headers, own: readonly string[]): Record<string, string> {
  const isSecret = secretNames(own)
  const kept: [string, string][] = []
  let room = MAX_HEADERS
  for (const [name, value] of headers) {
    if (NOISE.test(name)) continue
    // A part of a longer value could hold half a secret, which nothing would recognize.
    const shown = isSecret(name) || value.length > MAX_HEADER ? REDACTED : redactLine(value)
    room -= name.length + shown.length
    if (room >= 0) kept.push([redactLine(name), shown])
  }
  return Object.fromEntries(kept)
}
