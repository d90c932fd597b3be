// This file is in no project: it is compiled together with the generated types, see types.mjs.
import type { CreateApiKeyData, PublishEventData, VerifyApiKeyData } from './hey-api/types.gen'
import type { operations, paths } from './openapi-typescript'

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer B } } }
}
  ? B
  : never

/** The minimum that a caller has to send. */
export const created: CreateApiKeyData['body'] = { name: 'My key', scopes: ['users:read'] }
export const verified: VerifyApiKeyData['body'] = { key: 'sk_live_example' }
export const published: PublishEventData['body'] = { type: 'user.created', data: {} }
export const createKeyAgain: Body<'/api/v1/api-keys'> = { name: 'My key', scopes: ['users:read'] }
export const verifyKeyAgain: Body<'/api/v1/api-keys/verify'> = { key: 'sk_live_example' }
export const publishEventAgain: Body<'/api/v1/events'> = { type: 'user.created', data: {} }
export const precondition: operations['updateApiKey']['parameters']['header'] = { 'If-Match': '"v1"' }
