export type { VerifiedKey, VerifyKeyOptions } from '../verify/key-verifier.ts'
export { type HonoVerifyKeyOptions, verifyKey } from './verify-key.ts'
export { type HonoWebhookOptions, webhook } from './webhook.ts'
