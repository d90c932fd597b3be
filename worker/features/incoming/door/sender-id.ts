import { MAX_SENDER_ID } from '../../../../contract/incoming.data.ts'
import { sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'
import type { Json } from '../../../platform/lib/json/json.ts'
import { readPath, valueAt } from '../mapping/path.ts'
import type { DoorFacts } from '../token/door-facts.ts'
import { standardFamily } from '../verification/standard.ts'

/** The id that a sender gave a delivery, the same in each repetition; null if it gave none. A long one is hashed. */
export async function senderIdOf(
  { verification, senderId }: Pick<DoorFacts, 'verification' | 'senderId'>,
  headers: Headers,
  body: Json,
): Promise<string | null> {
  const found = find(verification.kind, senderId, headers, body)
  const id = typeof found === 'number' ? String(found) : found
  if (typeof id !== 'string' || id === '') return null
  return id.length <= MAX_SENDER_ID ? id : `sha256:${toHex(await sha256(id))}`
}

function find(
  kind: DoorFacts['verification']['kind'],
  own: DoorFacts['senderId'],
  headers: Headers,
  body: Json,
): Json | undefined {
  switch (kind) {
    case 'standard':
      return headers.get(`${standardFamily(headers)}-id`)
    case 'github':
      return headers.get('x-github-delivery')
    case 'shopify':
      return headers.get('x-shopify-webhook-id')
    case 'stripe':
      return atPath(body, 'id')
    case 'slack':
      return atPath(body, 'event_id')
    case 'none':
    case 'header':
    case 'hmac':
      if (own?.header !== undefined) return headers.get(own.header)
      return own?.path === undefined ? undefined : atPath(body, own.path)
  }
}

function atPath(body: Json, text: string): Json | undefined {
  const path = readPath(text)
  return path ? valueAt(body, path) : undefined
}
