import { defineWords, formatNumber, plural } from '../../../format/language.ts'

const span = (seconds: number): string => {
  if (seconds < 60) return `${formatNumber(seconds)} s`
  if (seconds < 3600) return `${formatNumber(seconds / 60)} min`
  return `${formatNumber(Math.round(seconds / 360) / 10)} h`
}

/** How settings of delivery are called and explained. */
export const words = defineWords({
  contentType: 'Content type',
  contentTypes: {
    'application/json': 'JSON',
    'application/json; charset=utf-8': 'JSON, with charset=utf-8',
    'application/x-www-form-urlencoded': 'Form (the event as JSON in the field payload)',
  },
  timeout: 'Timeout',
  seconds: (count: number) => plural(count, { one: '# second', other: '# seconds' }),
  timeoutHint: 'An attempt that takes longer has failed.',
  retries: 'Retry failed deliveries',
  maxRetries: 'Most retries',
  times: (count: number) => plural(count, { one: '# retry', other: '# retries' }),
  schedule: (waits: readonly number[]) =>
    waits.length === 1
      ? `The first attempt at once, then after ${span(waits[0] ?? 0)}.`
      : `The first attempt at once, then after ${waits.map(span).join(', ')}.`,
  scheduleNote: (share: string, whole: number) =>
    `Each wait varies by up to ${share}. If all of them fail, the delivery has failed for good after about ${span(whole)}.`,
  noRetries: 'Each delivery is attempted once.',
  disableAfterFailures: 'Switch off after failed attempts in a row',
  disableHint: (days: number) =>
    `Without it, a webhook is switched off after ${plural(days, { one: 'one day', other: '# days' })} without a success. It is also switched off when its address answers 410 Gone.`,
  rateLimitPerSecond: 'Most deliveries per second',
  maxConcurrency: 'Most deliveries at the same time',
  off: 'Off',
  valueOf: (label: string) => `${label}, value`,
  sliderOf: (label: string) => `${label}, slider`,
  ordered: 'Keep the order',
  orderedHint:
    'Events with the same ordering key go out one at a time, in the order they were accepted. One that fails holds back those behind it until it succeeds, fails for good or is skipped.',
})
