import { defineWords, formatNumber, plural } from '../../../format/language.ts'
import { words as formWords } from '../form/form-words.ts'

const days = (count: number) => plural(count, { one: 'day', other: '# days' })

const detailsWords = defineWords({
  leakedTitle: 'This key was found in public.',
  leakedText: (at: string) => `A scanner reported it on ${at}. Whoever has seen it can have copied it.`,
  leakedBy: (source: string) => `Reported by ${source}.`,
  leakedWhere: 'Found at',
  leakedDisabled:
    'It is disabled, so calls with it are refused. Regenerate it to go on with a new key, or revoke it if nobody needs it.',
  leakedWorks: 'It still works. Regenerate it now to go on with a new key, or revoke it if nobody needs it.',

  weekTitle: 'The last 7 days',
  weekCalls: 'Calls in 7 days',
  weekSuccess: 'Success',
  weekAverage: 'Average time',
  weekChart: (calls: number) =>
    `${plural(calls, { one: '# call', other: '# calls' })} in the last 7 days. View Usage Stats`,

  credits: 'Credits',
  creditsLeft: (left: number) => plural(left, { one: '# call left', other: '# calls left' }),
  noRefill: 'They do not come back by themselves',
  refilled: (amount: number, interval: 'hour' | 'day' | 'week' | 'month', at: string | null) =>
    `Refilled to ${formatNumber(amount)} every ${interval}${at ? `, next on ${at}` : ''}`,
  rotation: 'Rotation',
  reminded: (every: number) => `A reminder every ${days(every)}.`,
  rotatesItself: (every: number, graceSeconds: number) =>
    `By itself every ${days(every)}; the old key works for ${formWords().graceFor(graceSeconds)} more.`,
  nextRotation: (at: string) => `Next on ${at}.`,
  rotated: 'Last regenerated',
  copyOwner: 'Copy owner',
  copyMetadata: 'Copy metadata',
  origin: 'Origin',
  imported: {
    digest: 'Brought from another system. Its stored form is renewed at its first use.',
    upgraded: 'Brought from another system, and renewed at its first use.',
  },
})

/** Texts of the details of a key, with those of its form: the same things have the same names. */
export const words = () => ({ ...formWords(), ...detailsWords() })
