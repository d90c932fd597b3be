import type { AlertKind } from '../../../contract/alert-kinds.ts'
import { defineWords, formatNumber, plural } from '../../format/language.ts'

/** When each kind is raised, in a sentence. */
const when: Record<AlertKind, string> = {
  auth_failures:
    'Somebody keeps being refused: a wrong, revoked or disabled key, a missing scope, or a wrong password.',
  limit_exceeded: 'A key runs into its limit, its credits or the limit of the plan again and again.',
  unusual_rate:
    'A key makes many times the calls of its busiest hour of the last 7 days, and at least 100 in an hour. It must have been used on 3 days before.',
  unusual_endpoint: 'A key that has been known for a week calls a route that it has not called for 30 days.',
  key_regenerated: 'Somebody regenerates a key.',
  permissions_changed: 'A key is given more scopes or may be used from anywhere, or a setting guards less than before.',
  key_unused: 'Nobody has used a key for as many days as the settings say.',
  key_expiring: 'A key expires soon, as the settings say, or has expired.',
  key_rotation_due: 'A key has had the same secret for as long as its schedule or the settings say.',
  key_rotated: 'A schedule gave a key a new secret, and nobody uses it yet.',
  key_rotation_failed: 'A key could not get the new secret that its schedule asks for.',
  key_leaked: 'A secret scanner found a key in public.',
  webhook_failing: 'A webhook failed 5 times in a row.',
  webhook_disabled: 'A webhook was disabled because it kept failing, or because it answered 410 Gone.',
  delivery_interrupted: 'Processing a delivery ended unexpectedly twice, and the delivery was set aside as failed.',
  log_entries_dropped: 'Processing entries of the log ended unexpectedly twice, and they were dropped.',
}

export const words = defineWords({
  title: 'Rules',
  lead: 'What is told, and where. Alerts always stand in this dashboard; a kind that is off or muted is not told at all.',
  viewOnly: 'Your role can look at the rules but not change them.',
  offline: 'Rules can be changed once you are connected again.',
  when,
  bySettings: 'Settings',
  bySettingsOf: (kind: string) => `Settings: ${kind}`,

  on: 'On',
  off: 'Off',
  switch: (kind: string) => `Tell of: ${kind}`,
  byEmail: 'By email',
  byEmailOf: (kind: string) => `By email: ${kind}`,
  asEvent: 'As an event to webhooks',
  asEventOf: (kind: string) => `As an event to webhooks: ${kind}`,
  threshold: { calls: 'From so many calls', times: 'From so many times the usual' },
  thresholdOf: (label: string, kind: string) => `${label}: ${kind}`,
  window: 'Within',
  windowOf: (kind: string) => `Within: ${kind}`,
  minutes: (seconds: number) =>
    seconds % 60 === 0
      ? plural(seconds / 60, { one: '# minute', other: '# minutes' })
      : plural(seconds, { one: '# second', other: '# seconds' }),
  between: (min: number, max: number) => `A whole number from ${formatNumber(min)} to ${formatNumber(max)}`,
  set: 'Set',
  setOf: (kind: string) => `Set: ${kind}`,

  mute: 'Mute',
  muteOf: (kind: string) => `Mute: ${kind}`,
  mutes: { hour: 'For 1 hour', day: 'For 1 day', week: 'For 1 week', until: 'Until a time...' },
  muteUntil: 'Muted until',
  muteUntilOf: (kind: string) => `Muted until: ${kind}`,
  futureTime: 'A time to come, within a year',
  cancel: 'Cancel',
  unmute: 'Unmute',
  unmuteOf: (kind: string) => `Unmute: ${kind}`,
  mutedUntil: (until: string) => `Muted until ${until}`,
  changed: 'Changed',
  reset: 'As built in',
  resetOf: (kind: string) => `As built in: ${kind}`,

  saved: (kind: string) => `Rule changed: ${kind}.`,
  muted: (kind: string) => `Muted: ${kind}.`,
  unmuted: (kind: string) => `Told again: ${kind}.`,
  wasReset: (kind: string) => `As built in again: ${kind}.`,
  changedMeanwhile: 'Somebody else changed the rules meanwhile. They are shown as they stand now: look, and try again.',
})
