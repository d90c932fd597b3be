import { defineWords } from '../../format/language.ts'

export const words = defineWords({
  capture: 'Headers and bodies',
  captureBodies: 'Keep headers and bodies of calls in the event log',
  captureBodiesHint:
    'To find out why a call failed. A key can be set to be kept always or never. Of signing in to the dashboard nothing is kept.',
  captureRisk:
    'Whoever may read the log sees what your users send. Passwords, tokens, keys and card numbers are taken out by name and by form before anything is stored, but nobody can tell every secret from other words: name your own below.',
  captureCost:
    'Each call takes one more row and up to 50 KB of the database for as long as the log is kept. Turn it off again when you are done.',
  redactNames: 'Fields to take out as well',
  redactNamesHint:
    'Names of headers and fields, such as customer_pin. Enter or a comma adds one. Capitals, dashes and underscores make no difference.',
  removeName: (name: string) => `Remove field ${name}`,
  noNames: 'Nothing more',
})
