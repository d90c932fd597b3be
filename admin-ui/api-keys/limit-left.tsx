import type { KeyUsage } from '../../contract/api-keys.ts'
import { Bar } from '../parts/bar.tsx'
import { useKeyUsage } from './rotation.ts'
import { words } from './usage-words.ts'

/** Of a limit, so little that it is worth saying. */
const NEAR = 0.2

/** Not more often than this, in ms; a key far from its limit is asked about as rarely as the list itself. */
const OFTEN = 5000
const SELDOM = 15_000

const minuteOf = (usage: KeyUsage | undefined) => {
  const minute = usage?.limits.find(({ window }) => window === 'minute')
  return minute && minute.remaining <= minute.limit * NEAR ? minute : null
}

/** A bar under the limit of a key that has little of it left this minute. */
export function LimitLeft({ id }: { id: string }) {
  const { data } = useKeyUsage(id, 1, { every: (usage) => (minuteOf(usage) ? OFTEN : SELDOM) })
  const minute = minuteOf(data)
  if (!minute) return null
  const { remaining, limit } = minute
  return (
    <span class="mt-1 block min-w-24 max-w-32 text-sm text-warn tabular-nums">
      <Bar share={1 - remaining / limit} tone={remaining === 0 ? 'bad' : 'warn'} />
      {words().leftThisMinute(remaining, limit)}
    </span>
  )
}
