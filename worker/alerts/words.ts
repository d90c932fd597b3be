import type { AlertKind } from '../../contract/alerts.ts'
import type { Json, JsonObject } from '../lib/json.ts'

/** What an alert says of its target, in one sentence; dates in the organisation's time zone. */
export function sentenceOf(kind: AlertKind, name: string, details: JsonObject, timeZone: string): string {
  const key = `The key "${name}"`
  const date = (value: Json | undefined) => dateOf(value, timeZone)
  switch (kind) {
    case 'key_unused':
      return details.lastUsedAt
        ? `${key} has not been used since ${date(details.lastUsedAt)}. Revoke it if nobody needs it.`
        : `${key} was never used. Revoke it if nobody needs it.`
    case 'key_expiring':
      return `${key} is good until ${date(details.expiresAt)} and refused from then on. Give it a later expiry, or replace it.`
    case 'key_rotation_due':
      return `${key} has had the same secret since ${date(details.secretSince)}. Regenerate it.`
    case 'key_rotated':
      return `${key} got a new secret by its schedule. The old one works until ${date(details.graceEndsAt)}: show the new one in the dashboard and put it where the key is used.`
    case 'key_rotation_failed':
      return `${key} could not get the new secret that its schedule asks for. It is tried again every hour.`
    case 'key_leaked': {
      const where = [details.source, details.url].filter((one) => typeof one === 'string' && one !== '').join(', ')
      const found = `${key} was found in public${where ? ` (${where})` : ''}`
      return details.action === 'disabled'
        ? `${found} and has been switched off. Regenerate it before you switch it on again.`
        : `${found} and still works. Regenerate it at once.`
    }
    case 'webhook_failing':
      return `The webhook "${name}" keeps failing. Look at its deliveries: each attempt says what came back.`
    case 'webhook_disabled': {
      const why = typeof details.words === 'string' ? ` ${details.words}` : ''
      return `The webhook "${name}" has been switched off.${why} Nothing is lost: resume it once its receiver works.`
    }
  }
}

function dateOf(value: Json | undefined, timeZone: string): string {
  if (typeof value !== 'string') return 'an unknown date'
  const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return `${written.format(new Date(value))} (${timeZone})`
}
