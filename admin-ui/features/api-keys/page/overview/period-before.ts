import type { KeyUsage } from '../../../../../client/src/generated.ts'

/** The calls of a period, and how many of them did not fail. */
export type Counted = { calls: number; successful: number }

const counted = (buckets: KeyUsage['buckets']): Counted =>
  buckets.reduce(
    (sum, { successful, clientErrors, serverErrors }) => ({
      calls: sum.calls + successful + clientErrors + serverErrors,
      successful: sum.successful + successful,
    }),
    { calls: 0, successful: 0 },
  )

/** The older half of a usage that was read over twice a period. */
export const olderHalf = ({ buckets }: Pick<KeyUsage, 'buckets'>): Counted =>
  counted(buckets.slice(0, Math.floor(buckets.length / 2)))

/** A change: its sign, and its amount as a share; null if there was nothing before to compare with. */
export type Difference = { by: number; share: number } | null

/** How much a count changed, as a share of what it was. */
export const countDifference = (now: number, before: Counted): Difference =>
  before.calls === 0 ? null : { by: now - before.calls, share: Math.abs(now - before.calls) / before.calls }

/** How much the success rate changed, in parts of one, to a tenth of a percent. */
export function rateDifference(now: Counted, before: Counted): Difference {
  if (now.calls === 0 || before.calls === 0) return null
  const by = Math.round((now.successful / now.calls - before.successful / before.calls) * 1000) / 1000
  return { by, share: Math.abs(by) }
}
