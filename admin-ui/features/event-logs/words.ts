import { defineWords, formatNumber, plural } from '../../format/language.ts'

export const words = defineWords({
  caption: 'Event log, newest first',

  time: 'Time',
  type: 'Type',
  caller: 'API key or webhook',
  endpoint: 'Endpoint',
  method: 'Method',
  status: 'Status',
  duration: 'Response time',
  ip: 'IP address',
  types: { api_call: 'API call', webhook: 'Webhook', auth: 'Auth' },
  noCaller: 'None',
  viewDetails: (endpoint: string) => `View details of ${endpoint}`,

  moreFilters: 'More filters',
  fewerFilters: 'Fewer filters',
  anyType: 'All types',
  typeChoices: { api_call: 'API calls', webhook: 'Webhooks', auth: 'Auth' },
  range: 'Date range',
  ranges: { '': 'Any time', today: 'Today', '7d': 'Last 7 days', '30d': 'Last 30 days', custom: 'Custom' },
  anyStatus: 'All statuses',
  statuses: {
    success: 'Success',
    failed: 'Failed',
    '2xx': '2xx',
    '3xx': '3xx',
    '4xx': '4xx',
    '5xx': '5xx',
    code: 'One code',
  },
  code: 'Status code',
  codeHint: 'Three digits, such as 404',
  key: 'API key',
  anyKey: 'All keys',
  thisKey: 'One key',
  anyWebhook: 'All webhooks',
  thisWebhook: 'One webhook',
  anyMethod: 'All methods',
  path: 'Text in the path',
  ipHint: 'A whole address',

  exportLogs: 'Export Logs',
  exportAs: { csv: 'As CSV, for a spreadsheet', jsonl: 'As JSON lines' },
  exportTitle: 'Export Event Logs',
  exporting: 'Reading the log. You can go on working in another tab.',
  exported: (rows: number) => plural(rows, { one: '# entry so far', other: '# entries so far' }),
  exportDone: (rows: number) =>
    `${plural(rows, { one: '# entry', other: '# entries' })} exported. The file is among your downloads.`,
  exportEmpty: 'Nothing to export: no entry passes the filters.',
  exportFailed: 'The export broke off before its end, so nothing was saved.',
  exportAgain: 'Try again',
  cancel: 'Cancel',
  live: 'Live',
  paused: 'Paused',
  reconnecting: 'Reconnecting',
  pause: 'Pause live updates',
  resume: 'Resume live updates',
  rate: (callsPerSecond: number, connections: number) =>
    `${formatNumber(Math.round(callsPerSecond * 10) / 10)} calls/s, ${plural(connections, { one: '# person watching', other: '# watching' })}`,
  nearLimit: (it: {
    keyId: string
    keyName: string | null
    window: 'minute' | 'hour' | 'day'
    limit: number
    remaining: number
  }) =>
    `${it.keyName ?? it.keyId} has ${formatNumber(it.remaining)} of ${formatNumber(it.limit)} calls left this ${it.window}.`,
  skipped: (count: number) =>
    `${plural(count, { one: '# entry', other: '# entries' })} came too fast to be shown here. All of them are in the log: pause, or reload the page.`,
  fresh: (count: number, more: boolean) =>
    more ? `${formatNumber(count)}+ new` : plural(count, { one: '# new entry', other: '# new entries' }),

  emptyTitle: 'No events yet',
  emptyText: 'Every call of your API appears here a moment after it happened.',
  pages: 'Pages of the event log',

  detailsTitle: 'Event Details',
  gone: 'This entry is no longer kept.',
  id: 'Event ID',
  url: 'Full endpoint URL',
  keyName: 'API key',
  webhook: 'Webhook',
  country: 'Country',
  userAgent: 'User agent',
  requestId: 'Request ID',
  environment: 'Environment',
  environments: { live: 'Live', test: 'Test' },
  request: 'Request',
  response: 'Response',
  copyRequest: 'Copy request',
  copyResponse: 'Copy response',
  copyAll: 'Copy all as JSON',
  unknown: 'Unknown',
  close: 'Close',

  statsTitle: 'Calls at a glance',
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
  errorRate: 'Error rate',
  latency: 'Average / p95',
  mostUsed: 'Most used key',
  noData: 'None yet',
  calls: (count: number) => plural(count, { one: '# call', other: '# calls' }),
  hourly: 'Calls in the last 24 hours',
  hourSummary: (total: number, peak: string) =>
    `${plural(total, { one: '# call', other: '# calls' })} in the last 24 hours, most of them in the hour from ${peak}.`,
  noCalls: 'No calls in the last 24 hours.',
  hour: 'Hour',
  callsTitle: 'Calls',
  errors: 'Errors',
  hourTip: (hour: string, calls: number, errors: number) =>
    `${hour}: ${plural(calls, { one: '# call', other: '# calls' })}, ${plural(errors, { one: '# error', other: '# errors' })}`,
})
