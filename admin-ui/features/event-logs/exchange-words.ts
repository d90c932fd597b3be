import { defineWords, formatNumber, plural } from '../../format/language.ts'

const bytes = (count: number) => plural(count, { one: '# byte', other: '# bytes' })

export const words = defineWords({
  query: 'Query',
  headers: 'Headers',
  body: 'Body',
  copyQuery: 'Copy query',
  copyHeaders: 'Copy headers',
  copyBody: 'Copy body',
  noBody: 'No body.',
  bodyNotKept: (type: string, size: number | null) =>
    `The body is not kept: ${type}${size === null ? '' : `, ${bytes(size)}`}. Only text that is sent in one piece is.`,
  truncated: (size: number | null) =>
    `This is the beginning${size === null ? '' : ` of ${bytes(size)}`}: bodies are cut off after ${formatNumber(16)} KB, headers after ${formatNumber(8)} KB.`,
  notKept:
    'Headers and bodies were not kept for this call: that is off unless it is turned on for everybody or for one key.',
  toSettings: 'Turn it on in the settings',
  askOwner: 'An owner or an admin can turn it on in the settings.',
  neverKept:
    'Headers and bodies are kept of calls that came with a good key: of a verification with the call that asked, of signing in never.',
  withDelivery: 'What was sent and answered stands with the delivery.',
  toWebhook: 'See the deliveries of this webhook',
})
