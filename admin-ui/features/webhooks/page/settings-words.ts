import { defineWords } from '../../../format/language.ts'
import { words as shapingWords } from '../form/shaping-words.ts'
import { words as pageWords } from '../webhook/page-words.ts'
import { words as settingWords } from '../webhook/setting-words.ts'

const settingsWords = defineWords({
  settings: 'Settings',
  headers: 'Custom headers',
  noHeaders: 'None',
  retriesNone: 'None',
  noLimit: 'No limit',
  never: 'Only after days without success, or an answer of 410 Gone',
  inOrder: 'One at a time per ordering key',
  anyOrder: 'As they come',
  everyEvent: 'Every event it listens to',
  asItIs: 'The event as it is',
  secretTitle: 'Signing secret',
  secretText: 'It was shown when it was made and is stored encrypted. If it may have leaked, rotate it.',
  pauseTitle: 'Pause',
  pauseText: 'Events that happen while it is paused are not sent to it; what was on its way waits.',
  resumeTitle: 'Resume',
  resumeText: 'Its failures are cleared, what waited is sent, and new events go to it again.',
  deleteTitle: 'Delete',
  deleteText: 'Nothing is sent to this address any more. This cannot be undone.',
})

/** What the settings of a webhook say, with the names that its form gives them. */
export const words = () => ({
  ...settingWords(),
  ...shapingWords(),
  ...pageWords(),
  ...settingsWords(),
})
