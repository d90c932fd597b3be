import { defineWords } from '../../format/language.ts'

/** What is said in place of a webhook that is not there. */
export const words = defineWords({
  goneTitle: 'Webhook not found',
  gone: 'This webhook does not exist any more.',
})
