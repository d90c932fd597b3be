import { formatNumber } from '../format/language.ts'
import { Bar } from '../ui/bar.tsx'

type BarRow = { name: string; count: number; tone?: 'warn' | 'bad' }

/** Names and counts over thin bars. */
export function BarList({ rows, most }: { rows: readonly BarRow[]; most: number }) {
  return (
    <ul class="grid gap-2.5">
      {rows.map(({ name, count, tone = 'plain' as const }) => (
        <li key={name} class="grid gap-1.5">
          <span class="flex justify-between gap-3">
            <span class="truncate" title={name}>
              {name}
            </span>
            <span class="text-soft tabular-nums">{formatNumber(count)}</span>
          </span>
          <Bar share={count / most} tone={tone} />
        </li>
      ))}
    </ul>
  )
}
