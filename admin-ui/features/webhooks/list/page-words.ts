import { defineWords } from '../../../format/language.ts'
import { words as goneWords } from '../gone-words.ts'
import { words as listWords } from '../words.ts'

const pageWords = defineWords({
  back: 'All webhooks',
  loadingTitle: 'Webhook',
  tabsOf: (name: string) => `What to see of ${name}`,
  tabs: { deliveries: 'Deliveries', overview: 'Overview', testing: 'Testing', settings: 'Settings' },
  copyUrl: 'Copy URL',
  failingSince: 'Failing since',
  pausedNote: 'This webhook is paused. Events that are published now are held until it is resumed.',
  disabledNote: 'Events that are published now are held until it is resumed.',
  heldNote: (count: string, range: string) => `${count}, ${range}, published while it was off.`,
  seeHeld: 'See held deliveries',
  bothSign: (until: string) =>
    `After the rotation of its secret, deliveries are signed with both secrets until ${until}.`,
  sendTest: 'Send test',
  retryTest: 'Send again',
  description: 'Description',
  id: 'ID',
  created: 'Created',
  by: (name: string) => `by ${name}`,
})

/** What the page of a webhook says around its tabs. */
export const words = () => ({ ...listWords(), ...goneWords(), ...pageWords() })
