import { defineWords, formatNumber, plural } from '../../../format/language.ts'
import { words as dialogWords } from '../key/dialog-words.ts'

const formWords = defineWords({
  consistencyLegend: 'Where calls are counted',
  edgeChoice: 'Edge (fast)',
  edgeHint:
    'Calls are admitted near the caller, a few at a time. The limits still hold, and a revoked key is dead at once. Right for almost every key.',
  strictChoice: 'Strict (exact)',
  strictHint:
    'Every call asks the one place that counts. Exact to the last call, and a little slower for callers far away.',

  captureLegend: 'Keep headers and bodies',
  captures: {
    inherit: { label: 'As the organization says' },
    always: { label: 'Always', hint: 'The log shows what this key sent and was answered, secrets taken out.' },
    never: { label: 'Never' },
  },

  rotationTitle: 'Rotation',
  rotationEvery: 'A new key every so many days',
  rotationDays: 'Days between rotations',
  rotationHow: 'When it is due',
  remind: 'Remind me',
  remindHint: 'An alert asks you to regenerate the key. Nothing changes until you do.',
  automatic: 'Rotate by itself',
  automaticHint: 'The key is regenerated, you are told, and the new key is read with “Show key”.',
  automaticNeedsKept:
    'Needs “Keep this key so that it can be shown again”: otherwise nobody would ever see the new key.',
  automaticNotKept: 'This key is shown once and not kept, so nobody would ever see the new key.',
  rotationGrace: 'The old key keeps working for',
  graceFor: (seconds: number) =>
    seconds % 86_400 === 0 && seconds > 86_400
      ? plural(seconds / 86_400, { one: '# day', other: '# days' })
      : seconds % 3600 === 0
        ? plural(seconds / 3600, { one: '# hour', other: '# hours' })
        : plural(Math.round(seconds / 60), { one: '# minute', other: '# minutes' }),
  badDays: 'Enter whole days, from 1 to 730.',

  creditsTitle: 'Credits',
  creditsHint: 'Calls that the key may make in all, whenever it makes them. A call costs one.',
  creditsOn: 'Calls left to spend',
  creditsValue: 'Calls left to spend, value',
  creditsOff: 'No limit',
  refill: 'Refill',
  refills: { never: 'Never', hour: 'Every hour', day: 'Every day', week: 'Every Monday', month: 'Every month' },
  refillAmount: 'Refill to',
  refillHint: 'At the start of each (UTC) there are as many again; what was left over does not add up.',
  badCredits: 'Enter a whole number up to 1,000,000,000.',

  tagsHint: 'Enter or a comma adds one. Up to 20, of 40 characters each.',
  removeTag: (tag: string) => `Remove tag ${tag}`,
  ownerHint: 'Your own id of the customer or app this key is for. It is told by every verification.',
  metadataHint: 'A JSON object, such as { "plan": "pro" }. It is told by every verification.',
  metadataSize: (bytes: number, most: number) => `${formatNumber(bytes)} of ${formatNumber(most)} bytes`,
  badMetadata: 'This is not a JSON object that can be stored.',
  metadataProblems: {
    noObject: 'It must be an object: { "name": value }.',
    name: (name: string, most: number) =>
      `The name ${name.slice(0, 20)}… is longer than ${formatNumber(most)} characters.`,
    tooLarge: (over: number) => `It is ${plural(over, { one: '# byte', other: '# bytes' })} too large.`,
  },
})

/** Texts of the form of a key, with those of every dialog about keys. */
export const words = () => ({ ...dialogWords(), ...formWords() })
