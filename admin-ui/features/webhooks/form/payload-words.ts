import { defineWords } from '../../../format/language.ts'

/** What is said of the event that a test sends. */
export const words = defineWords({
  event: 'Event',
  data: 'Data',
  dataHint: 'The sample of this event. Change it to try your receiver with data of your own.',
  needObject: 'It must be a JSON object, in braces.',
  reset: 'Use the sample again',
  payload: 'Test payload',
  payloadHint: 'The body as it is sent. It is signed like every delivery and counts as none.',
})
