import { defineWords, formatNumber, formatShare, plural } from '../../../format/language.ts'
import { words as dialogWords } from './dialog-words.ts'

const rotationWords = defineWords({
  regenerateTitle: 'Regenerate API Key?',
  regenerateNow: 'This will invalidate the old key immediately. Any apps using the old key will stop working.',
  regenerateLater: (name: string, until: string) =>
    `${name} gets a new key now. Both keys work until ${until}, so you can move your apps one by one. Then the old key stops.`,
  oldKeyStops: 'Old key stops working',
  graces: {
    '0': 'Immediately',
    '3600': 'After 1 hour',
    '86400': 'After 24 hours',
    '604800': 'After 7 days',
    custom: 'After a custom time',
  },
  graceMinutes: 'Minutes until the old key stops',
  graceHint: '1 minute to 7 days (10,080 minutes)',
  badGrace: 'Enter whole minutes, from 1 to 10,080.',
  earlierDies: (until: string) =>
    `A key from the last regeneration still works until ${until}. Regenerating again stops it at once: only the two newest keys can work together.`,
  lostAnswer:
    'No answer came, so it is not known whether the key was regenerated. Press the button again with the same choice: it shows the new key, and regenerates it only if that has not happened yet.',
  regenerateCheck: 'I understand this will break existing integrations',
  regenerateButton: 'Regenerate Key',

  oldWorksUntil: (until: string) => `Old key works until ${until}`,
  oldShare: (previous: number, calls: number) =>
    calls === 0
      ? 'No call has come since the regeneration.'
      : previous === 0
        ? `None of the ${formatNumber(calls)} calls since the regeneration came with the old key.`
        : `${formatNumber(previous)} of ${plural(calls, { one: '# call', other: '# calls' })} since the regeneration (${formatShare(previous / calls)}) still came with the old key.`,
  stopOld: 'Stop the old key now',
  stopTitle: 'Stop the old key now?',
  stopText: (name: string) =>
    `The old key of ${name} stops working at once. The new key goes on. This action cannot be undone.`,
  stopStillUsed: 'Calls still come with the old key. Whatever sends them will stop working.',
  stopButton: 'Stop Old Key',
  stopped: (name: string) => `The old key of ${name} has stopped working.`,

  revealTitle: (name: string) => `Key of ${name}`,
  revealText: 'Whoever sees this key can use it. Each time it is shown is recorded.',
  revealButton: 'Show key',
  hide: 'Hide key',
  notKept: 'This key was shown once and is not kept.',
  notYoursToSee: 'Your role does not hold all permissions of this key, so it cannot show it to you.',
})

/** Texts of the dialogs about a key's secret, with those of every dialog about keys. */
export const words = () => ({ ...dialogWords(), ...rotationWords() })
