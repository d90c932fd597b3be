import { MAX_SHOWN_KB } from '../../../../contract/incoming.data.ts'
import type { IncomingRequest, IncomingRequestDetail } from '../../../../contract/incoming.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import type { Json } from '../../../platform/lib/json/json.ts'
import { cutText } from '../../../platform/lib/text/cut-text.ts'
import { redactJson } from '../../../platform/redaction/redact.ts'
import { redactBody } from '../../../platform/redaction/redact-body.ts'
import { secretNames } from '../../../platform/redaction/secret-names.ts'
import { kindOf } from '../../../platform/request-log/capture.ts'
import { parsePayload } from '../mapping/parse-payload.ts'
import type { FullRow, SummaryRow } from './store.ts'

const secrets = { isName: secretNames([]) }

/** A request as lists show it. */
export const presentRequest = (row: SummaryRow): IncomingRequest => ({
  id: row.id,
  webhookId: row.webhookId,
  environment: row.environment,
  receivedAt: new Date(timeOfId(row.id)).toISOString(),
  verdict: row.verdict,
  outcome: row.outcome,
  reason: row.reason,
  errors: row.errors ?? [],
  result: row.result,
  module: row.module,
  recordId: row.recordId,
  eventId: row.eventId,
  senderId: row.senderId,
  contentType: row.contentType,
  sizeBytes: row.sizeBytes,
  ip: row.ip,
  requestId: row.requestId,
  firstId: row.firstId,
  replay: row.replay === 1,
  replayable: row.hasBody,
})

/**
 * The payload of a kept request with secrets redacted; null if it was not kept, or cannot be read. `kind`: how the webhook
 * verifies, which decides how forms are read.
 */
export async function shownPayload(row: FullRow, kind: string): Promise<Json> {
  if (!row.body || row.body.length > MAX_SHOWN_KB * 1024) return null
  const parsed = await parsePayload(row.body, row.contentType, kind).catch(() => null)
  return parsed === null ? null : redactJson(parsed, secrets)
}

/** A request with what was sent, redacted. `showMapped`: whether the actor may read what it became. */
export async function presentDetail(
  { headers, mapped, body, ...row }: FullRow,
  kind: string,
  showMapped: boolean,
): Promise<IncomingRequestDetail> {
  const max = MAX_SHOWN_KB * 1024
  const text = body && new TextDecoder().decode(body.subarray(0, max))
  const isWhole = body === null || body.length <= max
  const form = kindOf(row.contentType) ?? 'text'
  return {
    ...presentRequest(row),
    headers,
    body: text === null ? null : cutText(redactBody(text, form, isWhole, secrets), max),
    bodyTruncated: !isWhole,
    payload: await shownPayload({ ...row, headers, mapped, body }, kind),
    mapped: showMapped ? mapped : null,
  }
}
