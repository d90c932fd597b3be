import { defineWords, formatInstant, formatNumber, formatShare, plural } from '../../../format/language.ts'

/** Texts of the list. Texts of dialogs load with the dialogs. */
export const words = defineWords({
  create: 'Create Webhook',
  viewOnly: 'Your role can look at webhooks but not change them.',
  caption: 'Webhooks of the organization',

  name: 'Name',
  url: 'URL',
  events: 'Events',
  status: 'Status',
  lastTriggered: 'Last triggered',
  deliveries: 'Deliveries',
  successRate: 'Success rate',
  health: 'Health',

  environments: { live: 'Live', test: 'Test' },
  statuses: { active: 'Active', paused: 'Paused', disabled: 'Disabled' },
  healths: { healthy: 'Healthy', degraded: 'Degraded', failing: 'Failing', disabled: 'Disabled' },
  healthReasons: {
    no_deliveries: 'There are no deliveries yet.',
    failures_in_a_row: (count: number) => `${formatNumber(count)} attempts in a row have failed.`,
    last_24_hours: (share: number, count: number) =>
      `${formatShare(share)} of ${formatNumber(count)} deliveries in the last 24 hours succeeded.`,
    last_20_deliveries: (share: number, count: number) =>
      `${formatShare(share)} of the last ${plural(count, { one: 'delivery', other: '# deliveries' })} succeeded.`,
  },
  unreadable: "Its secrets cannot be opened with today's DATA_KEYS: rotate its secret and set its headers again.",
  reasons: {
    too_many_failures: 'Disabled after too many failed attempts in a row.',
    no_success: 'Disabled after five days without one success.',
    gone: 'Disabled because its address answered 410 Gone.',
  },
  switchOf: (name: string) => `${name} is active`,
  allEvents: 'All events',
  more: (count: number) => `+${formatNumber(count)} more`,
  showAllEvents: (name: string) => `Show all events of ${name}`,
  never: 'Never',
  none: '–',
  deliveryCount: (count: number) => plural(count, { one: '# delivery', other: '# deliveries' }),
  attemptCount: (count: number) => plural(count, { one: '# attempt', other: '# attempts' }),
  held: (count: number, capped: boolean) =>
    capped
      ? `${formatNumber(count)}+ held deliveries`
      : plural(count, { one: '# held delivery', other: '# held deliveries' }),
  heldFrom: (from: string, to: string) => `from ${formatInstant(new Date(from))} to ${formatInstant(new Date(to))}`,
  deliveriesOf: (name: string) => `Deliveries of ${name}`,
  actionsFor: (name: string) => `Actions for ${name}`,
  selectWebhook: (name: string) => `Select ${name}`,

  search: 'Search by name or URL',
  anyStatus: 'Any status',
  anyHealth: 'Any health',
  environment: 'Environment',
  anyEnvironment: 'Live and test',
  sorts: {
    '-createdAt': 'Newest first',
    createdAt: 'Oldest first',
    name: 'Name, A to Z',
    '-name': 'Name, Z to A',
    '-lastTriggeredAt': 'Triggered most recently',
    lastTriggeredAt: 'Triggered longest ago',
    '-deliveries': 'Most deliveries',
    deliveries: 'Fewest deliveries',
  },

  emptyTitle: 'No webhooks configured',
  emptyText: 'A webhook tells another system, within seconds, what happened in yours: a new user, a payment, a record.',
  pages: 'Pages of webhooks',
  total: (count: number) => plural(count, { one: '# webhook', other: '# webhooks' }),

  view: 'View details',
  edit: 'Edit',
  test: 'Test',
  pause: 'Pause',
  resume: 'Resume',
  rotate: 'Rotate secret',
  delete: 'Delete',

  paused: (name: string) => `${name} is paused. New events are held until it is resumed.`,
  resumed: (name: string) => `${name} is active again.`,
})
