/** Why a webhook was not accepted. */
export type WebhookErrorCode =
  | 'header_missing'
  | 'timestamp_invalid'
  | 'timestamp_out_of_tolerance'
  | 'signature_invalid'
  | 'body_invalid'
  | 'body_too_large'

/** A request that is not a genuine, recent webhook. Answer it with `status`; Gatehouse then tries again later. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode
  readonly status: 400 | 413

  constructor(code: WebhookErrorCode, message: string) {
    super(message)
    this.name = 'WebhookError'
    this.code = code
    this.status = code === 'body_too_large' ? 413 : 400
  }
}

/**
 * The body was parsed before its signature was checked. A mistake of this program, not of the sender: JSON that is written
 * again differs from the bytes that were signed.
 */
export class ParsedBodyError extends TypeError {
  constructor(how: string) {
    super(
      `The body of the webhook was read before its signature could be checked${how}. The signature covers the exact bytes.`,
    )
    this.name = 'ParsedBodyError'
  }
}
