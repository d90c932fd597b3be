import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { StackedBars } from '../../../../charts/stacked-bars.tsx'
import { eventLogHref } from '../../../../format/links.ts'
import { localTimeOf } from '../../../../format/local-time.ts'
import { m } from '../../../../messages/index.ts'
import type { Range } from './range.ts'

const HOUR_MS = 3_600_000

/** The calls of a key by outcome; a bar leads to the log of its time. */
export function Calls({ usage, id, range }: { usage: KeyUsage; id: string; range: Range }) {
  const hours = range === '24h'
  const length = hours ? HOUR_MS : 24 * HOUR_MS
  return (
    <StackedBars
      title={m.api_keys_page_by_outcome()}
      parts={[
        { name: m.api_keys_page_part_name({ part: 'good' }), color: 'good' },
        { name: m.api_keys_page_part_name({ part: 'client' }), color: 'client' },
        { name: m.api_keys_page_part_name({ part: 'server' }), color: 'server' },
      ]}
      periods={usage.buckets.map(({ start, successful, clientErrors, serverErrors }, index) => {
        const from = new Date(start)
        const next = usage.buckets[index + 1]
        const to = next ? new Date(next.start) : new Date(from.getTime() + length)
        return {
          start: from,
          counts: [successful, clientErrors, serverErrors],
          partial: index === usage.buckets.length - 1,
          href: eventLogHref({
            key: id,
            range: 'custom',
            from: localTimeOf(from.getTime()),
            to: localTimeOf(to.getTime()),
          }),
        }
      })}
      seconds={length / 1000}
      empty={m.api_keys_page_no_calls()}
      hint={m.api_keys_page_chart_hint()}
    />
  )
}
