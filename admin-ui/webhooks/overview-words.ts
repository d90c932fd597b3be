import { defineWords, plural } from '../parts/language.ts'

const attempts = (count: number) => plural(count, { one: '# attempt', other: '# attempts' })

/** What the overview of a webhook says. */
export const words = defineWords({
  title: 'Overview',
  attempts: 'Attempts',
  overTime: 'Attempts over time',
  failures: 'Failures',
  day: 'Day',
  tip: (day: string, total: number, bad: number) =>
    `${day}: ${attempts(total)}, ${plural(bad, { one: '# failure', other: '# failures' })}`,
  byKind: 'Failures by kind',
  noFailures: 'No attempt failed.',
  emptyTitle: 'No attempts',
  emptyText: (days: number) => `Nothing was sent in the last ${plural(days, { one: 'day', other: '# days' })}.`,
})
