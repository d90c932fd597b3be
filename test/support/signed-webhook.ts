import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/** A signing secret like those of webhooks. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** The headers of a webhook that each of the secrets has signed at a time in ms, by the library of Standard Webhooks. */
export const signedHeaders = (id: string, at: number, body: string, secrets: string[]): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' '),
})
