import type { KeyUsage } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Bar } from '../../../ui/bar.tsx'
import { useKeyUsage } from './usage.ts'

/** The share of a limit that is little. */
const NEAR = 0.2

/** Minimum polling interval, in ms; a key far from its limit is polled as rarely as the list. */
const MIN_POLL_MS = 5000
const DEFAULT_POLL_MS = 15_000
/** Polling interval for a key without calls in the last minute. */
const IDLE_POLL_MS = 60_000

/** The window with the smallest share left. */
function scarcest(usage: KeyUsage | undefined) {
  const share = ({ remaining, limit }: KeyUsage['limits'][number]) => remaining / limit
  const [least] = [...(usage?.limits ?? [])].sort((one, other) => share(one) - share(other))
  return least && { ...least, near: share(least) <= NEAR }
}

type LimitLeftProps = {
  id: string
  /** Called within the last minute. */
  busy: boolean
  /** Only the bar, with its text as a tooltip, and also while there is enough left: for a table row. */
  compact: boolean
}

/** How much of its scarcest limit a key has used, as a bar; the text tells what is left when that is little. */
export function LimitLeft({ id, busy, compact }: LimitLeftProps) {
  const every = (usage: KeyUsage | undefined) =>
    !busy ? IDLE_POLL_MS : scarcest(usage)?.near ? MIN_POLL_MS : DEFAULT_POLL_MS
  const least = scarcest(useKeyUsage(id, { hours: 1 }, { every }).data)
  if (!least || (!least.near && !compact)) return null
  const { window, remaining, limit, near } = least
  const text = m.api_keys_usage_left({ left: remaining, limit, window })
  const tone = !near ? 'gray' : remaining === 0 ? 'bad' : 'warn'
  return (
    <span
      class={compact ? 'block' : 'mt-1 block min-w-24 max-w-32 text-sm text-warn tabular-nums'}
      title={text}
      data-near={tone}
    >
      <Bar share={1 - remaining / limit} tone={tone} />
      {near && <span class={compact ? 'sr-only' : ''}>{text}</span>}
    </span>
  )
}
