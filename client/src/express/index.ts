export type { VerifiedKey, VerifyKeyOptions } from '../verify/key-verifier.ts'
export type { Next, RequestLike, ResponseLike } from './types.ts'
export { type ExpressVerifyKeyOptions, verifyKey } from './verify-key.ts'
export { type ExpressWebhookOptions, webhook } from './webhook.ts'
