const HOUR_MS = 3_600_000

const STEPS = { hour: HOUR_MS, day: 24 * HOUR_MS, days: 72 * HOUR_MS } as const

/** A choice of how much longer the old secret works: its name, and the end. */
export type Extension = { name: keyof typeof STEPS | 'longest'; endsAt: Date }

/** A difference that is not worth a choice, ms. */
const TINY_MS = 60_000

/**
 * How a grace period that ends at `end` (ms) can be extended: by some steps, and as far as possible, which is until `latest`
 * (ms). None if it ends then already.
 */
export function extensions(end: number, latest: number): Extension[] {
  const steps = (Object.keys(STEPS) as (keyof typeof STEPS)[])
    .map((name) => ({ name, endsAt: new Date(end + STEPS[name]) }))
    .filter(({ endsAt }) => endsAt.getTime() < latest - TINY_MS)
  return latest - end > TINY_MS ? [...steps, { name: 'longest', endsAt: new Date(latest) }] : []
}
