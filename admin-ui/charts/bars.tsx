import { formatNumber } from '../format/language.ts'

type BarsProps = { label: string; rows: readonly { name: string; count: number }[]; code?: boolean }

/** A bar chart of counts; each bar has its name and its number as text. */
export function Bars({ label, rows, code = false }: BarsProps) {
  const most = Math.max(1, ...rows.map((row) => row.count))
  const Name = code ? 'code' : 'span'
  return (
    <ul class="flex flex-col gap-2.5" aria-label={label}>
      {rows.map(({ name, count }) => (
        <li key={name} class="min-w-0">
          <span class="flex justify-between gap-3">
            <Name class="truncate" title={name}>
              {name}
            </Name>
            <span class="tabular-nums">{formatNumber(count)}</span>
          </span>
          <span class="mt-1 block h-2 rounded-full bg-hover" aria-hidden="true">
            <span class="block h-full rounded-full bg-solid" style={{ width: `${(count / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
