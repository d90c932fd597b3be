import { defineWords, plural } from '../../../format/language.ts'
import { words as listWords } from './words.ts'

const dialogWords = defineWords({
  close: 'Close',
  deleted: (name: string) => `${name} is deleted.`,

  testTitle: (name: string) => `Test Webhook - ${name}`,
  testTitleWaiting: 'Test Webhook',
  sendTest: 'Send test',
  retryTest: 'Retry',
  response: 'Response',
  notSentYet: 'What the receiver answers appears here.',

  createdTitle: 'Webhook Created Successfully',
  createdWarning: "Save this secret now! You won't see it again.",
  createdTest: 'A test delivery is on its way to it.',
  seeDelivery: 'See its deliveries',
  rotatedTitle: 'Secret Rotated Successfully',
  rotatedWarning: 'Give your receiver this new secret.',
  bothSign: (until: string) => `Deliveries are signed with both secrets until ${until}.`,
  yourSecret: 'Signing secret',
  copySecret: 'Copy secret',
  verify: 'Check the signature in your receiver',
  languages: { node: 'Node.js', php: 'PHP', python: 'Python' },
  install: { node: 'npm install standardwebhooks', php: '', python: 'pip install standardwebhooks' },
  copyCode: 'Copy code',

  rotateTitle: 'Rotate Signing Secret?',
  rotateText: (name: string) =>
    `${name} gets a new secret. Until the old one stops, each delivery bears a signature of both, so that your receiver can change over in peace.`,
  oldStops: 'Old secret stops signing',
  overlaps: { '0': 'Immediately', '3600': 'After 1 hour', '86400': 'After 24 hours', '604800': 'After 7 days' },
  rotateNow: 'Your receiver refuses every delivery until it has the new secret.',
  rotateCheck: 'I understand that my receiver needs the new secret at once',
  earlierStops: 'The secret from before the last rotation still signs. Rotating again stops it at once.',
  rotateButton: 'Rotate Secret',
  lostAnswer:
    'No answer came, so it is not known whether the secret was rotated. Press the button again with the same choice: it shows the new secret, and rotates only if that has not happened yet.',

  resumeTitle: 'Resume Webhook?',
  resumeText: (name: string) => `New events are sent to ${name} again.`,
  resumeDisabledText: (name: string) => `Its failures in a row are cleared, and new events are sent to ${name} again.`,
  resumeHint:
    'What failed for good is not sent by itself. To send it again, choose Recover on the page of the webhook.',
  sendHeld: (count: string, range: string) => `Send ${count} (${range})`,
  heldHint: 'Otherwise they stay held. Send them later on the page of the webhook.',
  resumedAndSent: (name: string) => `${name} is active again. Its held deliveries are on their way.`,
  failures: (count: number) => plural(count, { one: '# failed attempt in a row', other: '# failed attempts in a row' }),
  failingSince: 'Failing since',
  resumeButton: 'Resume Webhook',

  deleteTitle: 'Delete Webhook?',
  deleteText:
    'Nothing is sent to this address any more, not even what still waits or is held. This action cannot be undone.',
  deleteHint: 'To stop it for a while, pause it instead.',
  deleteRecent: 'It delivered events in the last 7 days. Whatever listens there will hear nothing more.',
  deleteCheck: (name: string) => `Yes, delete ${name}`,
  deleteButton: 'Delete Webhook',
})

/** What the dialogs about webhooks say, the list's words among it. A file of its own, so that the list loads less. */
export const words = () => ({ ...listWords(), ...dialogWords() })
