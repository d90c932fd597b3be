export { verifyRequest } from './request.ts'
export type { Secrets } from './types.ts'
export { type HeadersLike, type VerifyOptions, verifyWebhook, type WebhookEvent } from './verify.ts'
export { ParsedBodyError, WebhookError, type WebhookErrorCode } from './webhook-error.ts'
