import type { TestUsage } from './test-usage-store.ts'
import type { readUsage, Top } from './usage-store.ts'

type Usage = Awaited<ReturnType<typeof readUsage>>

/** Test calls in the form of an organization's usage. */
export const testUsage = (test: TestUsage): Usage => ({ hours: test.hours, days: [test], fine: [], cut: false })

/** An organization's usage without its test calls. */
export function liveUsage(usage: Usage, test: TestUsage): Usage {
  return {
    ...usage,
    hours: liveHours(usage.hours, test.hours),
    days: [...usage.days, { keys: test.keys.map(negative), routes: test.routes.map(negative) }],
  }
}

/** Hours without the test calls in them. */
export function liveHours(hours: Usage['hours'], test: TestUsage['hours']): Usage['hours'] {
  const testHours = new Map(test.map((one) => [one.hour, one]))
  return hours.map((all) => {
    const some = testHours.get(all.hour)
    return some ? { ...all, ...without(all, some) } : all
  })
}

type Sums = Pick<Usage['hours'][number], 'calls' | 'errors' | 'serverErrors' | 'durationMs' | 'buckets'>

function without(all: Sums, some: Sums): Sums {
  const counts: number[] = JSON.parse(some.buckets)
  const buckets: number[] = JSON.parse(all.buckets)
  return {
    calls: all.calls - some.calls,
    errors: all.errors - some.errors,
    serverErrors: Math.max(0, all.serverErrors - some.serverErrors),
    durationMs: Math.max(0, all.durationMs - some.durationMs),
    buckets: JSON.stringify(buckets.map((count, index) => count - (counts[index] ?? 0))),
  }
}

const negative = ([name, calls, errors]: Top): Top => [name, -calls, -errors]
