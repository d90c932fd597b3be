import { defineWords } from '../../../format/language.ts'

/** How filter and transformation are called and explained. */
export const words = defineWords({
  sample: 'Event to try them on',
  sampleEvent: 'The event',
  filter: 'Filter',
  filterHint: 'Only events that match are sent: a query in the language of MongoDB, on the whole event.',
  filterExample: '{ "data.amount": { "$gte": 1000 } }',
  transform: 'Transformation',
  transformHint: 'JSONata: what it makes of the event is sent in its place.',
  transformExample: '{ "text": "Paid " & data.amount }',
  preview: 'Preview',
  matches: 'This event matches the filter and would be sent.',
  matchesNot: 'This event does not match the filter and would not be sent.',
  wouldSend: 'What would be sent',
})
