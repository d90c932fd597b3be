import { defineWords, plural } from '../../format/language.ts'

const deliveries = (count: number) => plural(count, { one: '# delivery', other: '# deliveries' })

/** What the overview of a webhook says. */
export const words = defineWords({
  title: 'Overview',
  deliveries: 'Deliveries',
  attempts: 'Attempts',
  overTime: 'Deliveries over time',
  failures: 'Failed',
  day: 'Day',
  tip: (day: string, total: number, bad: number) =>
    `${day}: ${deliveries(total)}, ${plural(bad, { one: '# failed', other: '# failed' })}`,
  byKind: 'Failed attempts by kind',
  noFailures: 'No attempt failed.',
  emptyTitle: 'No attempts',
  emptyText: (days: number) => `Nothing was sent in the last ${plural(days, { one: 'day', other: '# days' })}.`,
})
