import type { KeyUsage } from '../../../../client/src/generated.ts'
import { Bar } from '../../../ui/bar.tsx'
import { useKeyUsage } from '../key/rotation.ts'
import { words } from './usage-words.ts'

/** Of a limit, so little that it is worth saying. */
const NEAR = 0.2

/** Not more often than this, in ms; a key far from its limit is asked about as rarely as the list itself. */
const OFTEN = 5000
const SELDOM = 15_000
/** Of a key that nobody called in the last minute. */
const RARELY = 60_000

/** The window with the least left of it, if that is little. */
function nearest(usage: KeyUsage | undefined) {
  const share = ({ remaining, limit }: KeyUsage['limits'][number]) => remaining / limit
  const [least] = [...(usage?.limits ?? [])].sort((one, other) => share(one) - share(other))
  return least && share(least) <= NEAR ? least : null
}

/** A bar under the limits of a key that has little left of one. `busy`: called within the last minute. */
export function LimitLeft({ id, busy }: { id: string; busy: boolean }) {
  const every = (usage: KeyUsage | undefined) => (!busy ? RARELY : nearest(usage) ? OFTEN : SELDOM)
  const near = nearest(useKeyUsage(id, 1, { every }).data)
  if (!near) return null
  const { window, remaining, limit } = near
  return (
    <span class="mt-1 block min-w-24 max-w-32 text-sm text-warn tabular-nums">
      <Bar share={1 - remaining / limit} tone={remaining === 0 ? 'bad' : 'warn'} />
      {words().left(remaining, limit, window)}
    </span>
  )
}
