import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { formatCompact, formatNumber } from '../format/language.ts'
import { useWidth } from '../hooks/use-width.ts'
import { m } from '../messages/index.ts'
import { markText, periodText } from './period-text.ts'
import { gridOf, heightsOf, markPlace, marksOf } from './scale.ts'

/** A part of each bar. `good`: 2xx or delivered; `client`: 4xx or retried; `server`: 5xx or failed. */
export type Part = { name: string; color: 'good' | 'client' | 'server' }

export type Period = {
  /** Its start; for a day, any moment of it in the reader's time zone. */
  start: Date
  /** A count for each part, in the same order. */
  counts: readonly number[]
  /** The period is not over. */
  partial?: boolean
  /** What a click opens, such as the log of this period. */
  href?: string
}

/** Indexes of the first and the last period of a selection. */
export type Selected = { from: number; to: number }

export type StackedBarsProps = {
  /** Names the chart, for screen readers, and visibly unless `hideTitle` is set. */
  title: string
  hideTitle?: boolean
  /** From the base up. */
  parts: readonly Part[]
  /** Oldest first, all of the same length. */
  periods: readonly Period[]
  /** The length of a period. */
  seconds: number
  /** Of the bars, px. */
  height?: number
  /** The sentence that is shown if there is nothing to show. */
  empty: string
  /** What a click does, in the tip: "Click to open in Event Logs". */
  hint?: string | undefined
  /** The selected periods; the others fade. */
  selected?: Selected | null
  /** Makes periods selectable: by dragging, a click on one, or Shift with the arrow keys and Enter. */
  onSelect?: (selected: Selected) => void
  /** Beside the legend, at the right. */
  children?: ComponentChildren
}

const FILLS = { good: 'bg-chart-good', client: 'bg-chart-client', server: 'bg-chart-server' }

/** Width of a name below the axis with some space around it, px. */
const MARK_PX = 72
/** The pointer moved at least this far, px: it drags. */
const DRAG_PX = 4

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const ordered = (a: number, b: number): Selected => ({ from: Math.min(a, b), to: Math.max(a, b) })

/**
 * Counts over time as stacked bars. Hover, touch or the arrow keys show the values of a period; a click or Enter opens
 * it, or selects it. The entries of the legend switch their part off and on. Screen readers get a table too.
 */
export function StackedBars(props: StackedBarsProps) {
  const { title, hideTitle, parts, periods, seconds, height = 140, empty, children } = props
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set())
  const [plot, width] = useWidth<HTMLDivElement>()
  const countsOf = (period: Period) => period.counts.map((count, index) => (hidden.has(index) ? 0 : count))
  const grid = gridOf(Math.max(0, ...periods.map((period) => sum(countsOf(period)))), height < 100 ? 3 : 5)
  const top = grid.at(-1) ?? 1
  const marks = marksOf(
    periods.map(({ start }) => start),
    seconds,
    Math.floor((Number.isFinite(width) ? width : 600) / MARK_PX),
  )
  const total = sum(periods.map((period) => sum(period.counts)))
  const flip = (part: number) => {
    const next = new Set(hidden)
    if (!next.delete(part)) next.add(part)
    // Without any part there would be nothing to see.
    setHidden(next.size === parts.length ? new Set() : next)
  }
  return (
    <figure class="min-w-0">
      <figcaption class="mb-3 flex min-h-6 flex-wrap items-center gap-x-3.5 gap-y-1">
        <span class={hideTitle ? 'sr-only' : 'mr-auto font-semibold'}>{title}</span>
        {parts.map(({ name, color }, index) => (
          <button
            key={name}
            type="button"
            class={`flex items-center gap-1.5 text-sm whitespace-nowrap ${hidden.has(index) ? 'text-faint line-through' : 'text-soft'}`}
            aria-pressed={!hidden.has(index)}
            onClick={() => flip(index)}
          >
            <Swatch color={color} off={hidden.has(index)} />
            {name}{' '}
            <span class="font-medium text-ink tabular-nums">
              {formatNumber(sum(periods.map((period) => period.counts[index] ?? 0)))}
            </span>
          </button>
        ))}
        {children && <span class="ml-auto">{children}</span>}
      </figcaption>
      <div class="grid grid-cols-[minmax(0,1fr)_2.5rem]">
        <div ref={plot} class="relative min-w-0" style={{ height: `${height}px` }}>
          {grid.map((value) => (
            <span
              key={value}
              class={`absolute inset-x-0 h-px ${value === 0 ? 'bg-line-strong' : 'bg-grid'}`}
              style={{ bottom: `${(value / top) * 100}%` }}
              aria-hidden="true"
            />
          ))}
          {total === 0 ? (
            <p class="absolute inset-0 grid place-items-center text-center text-sm text-faint">{empty}</p>
          ) : (
            <Plot {...props} height={height} countsOf={countsOf} top={top} width={width} />
          )}
        </div>
        <div class="relative text-xs leading-4 text-faint tabular-nums" aria-hidden="true">
          {total > 0 &&
            grid.map((value) => (
              <span key={value} class="absolute right-0 translate-y-1/2" style={{ bottom: `${(value / top) * 100}%` }}>
                {formatCompact(value)}
              </span>
            ))}
        </div>
        <div class="relative h-5 text-xs leading-4 text-faint tabular-nums" aria-hidden="true">
          {marks.map((index) => {
            const period = periods[index]
            return (
              period && (
                <span
                  key={index}
                  class="absolute top-1 -translate-x-1/2 whitespace-nowrap"
                  style={{ left: markPlace((index + 0.5) / periods.length) }}
                >
                  {markText(period.start, seconds)}
                </span>
              )
            )
          })}
        </div>
      </div>
      <ValueTable title={title} parts={parts} periods={periods} seconds={seconds} />
    </figure>
  )
}

type PlotProps = StackedBarsProps & {
  height: number
  countsOf: (period: Period) => number[]
  /** The value at the upper edge. */
  top: number
  /** px. */
  width: number
}

/** The bars, and what a pointer and the keys do with them. */
function Plot(props: PlotProps) {
  const { title, parts, periods, seconds, hint, selected, onSelect, height, countsOf, top, width } = props
  const keysId = useId()
  const link = useRef<HTMLAnchorElement>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  /** Where a selection by dragging or by Shift began. */
  const [start, setStart] = useState<number | null>(null)
  const pressed = useRef<{ x: number; at: number } | null>(null)
  const last = periods.length - 1
  const dragged = start !== null && cursor !== null ? ordered(start, cursor) : null
  const shown = dragged ?? selected
  const at = cursor === null ? null : Math.min(cursor, last)
  const period = at === null ? undefined : periods[at]
  const columnOf = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(last, Math.floor(((event.clientX - box.left) / box.width) * periods.length)))
  }
  const select = (range: Selected) => {
    setStart(null)
    onSelect?.(range)
  }
  const onKey = (event: KeyboardEvent) => {
    const from = at ?? last
    const to = {
      ArrowLeft: from - 1,
      ArrowRight: at === null ? last : from + 1,
      PageUp: from - 7,
      PageDown: from + 7,
      Home: 0,
      End: last,
    }[event.key]
    if (to !== undefined) {
      setStart(event.shiftKey && onSelect ? (start ?? from) : null)
      setCursor(Math.max(0, Math.min(last, to)))
    } else if (event.key === 'Enter' && at !== null) {
      if (onSelect) select(dragged ?? ordered(at, at))
      else link.current?.click()
    } else if (event.key === 'Escape' && start !== null) setStart(null)
    else return
    event.preventDefault()
  }
  return (
    <div
      class={`absolute inset-0 touch-pan-y select-none ${onSelect ? 'cursor-crosshair' : ''}`}
      onPointerMove={(event) => {
        const column = columnOf(event)
        setCursor(column)
        if (pressed.current && Math.abs(event.clientX - pressed.current.x) >= DRAG_PX) setStart(pressed.current.at)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        setCursor(columnOf(event))
        if (!onSelect) return
        pressed.current = { x: event.clientX, at: columnOf(event) }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={(event) => {
        if (pressed.current) select(ordered(pressed.current.at, columnOf(event)))
        pressed.current = null
      }}
      onPointerCancel={() => {
        pressed.current = null
        setStart(null)
      }}
      onPointerLeave={() => pressed.current || setCursor(null)}
    >
      <div
        role="slider"
        tabIndex={0}
        class="absolute inset-0 flex items-end gap-0.5 max-sm:gap-px"
        aria-label={title}
        aria-describedby={keysId}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={valueText(parts, periods[at ?? last], seconds)}
        onKeyDown={onKey}
        onBlur={() => {
          setCursor(null)
          setStart(null)
        }}
      >
        {periods.map((one, index) => (
          <Bar
            key={index}
            heights={heightsOf(countsOf(one), top, height)}
            parts={parts}
            partial={one.partial === true}
            faded={Boolean(shown && (index < shown.from || index > shown.to))}
          />
        ))}
      </div>
      {shown && <Brush range={shown} count={periods.length} />}
      {period && at !== null && (
        <>
          <span
            class="pointer-events-none absolute inset-y-0 w-px bg-edge"
            style={{ left: `${((at + 0.5) / periods.length) * 100}%` }}
            aria-hidden="true"
          />
          {period.href && !onSelect && (
            // A real link under the pointer: it opens in a new tab too. The keyboard uses Enter.
            <a
              ref={link}
              href={period.href}
              class="absolute inset-y-0"
              style={{ left: `${(at / periods.length) * 100}%`, width: `${100 / periods.length}%` }}
              tabIndex={-1}
              draggable={false}
            >
              <span class="sr-only">{periodText(period.start, seconds)}</span>
            </a>
          )}
          <Tip {...{ parts, period, seconds, hint }} left={((at + 0.5) / periods.length) * width} width={width} />
        </>
      )}
      <span id={keysId} class="sr-only">
        {onSelect
          ? m.charts_keys_select()
          : period?.href || periods[last]?.href
            ? m.charts_keys_open()
            : m.charts_keys()}
      </span>
    </div>
  )
}

type BarProps = { heights: number[]; parts: readonly Part[]; partial: boolean; faded: boolean }

/** One bar, its parts 1 px apart. A period without anything is a mark on the base. */
function Bar({ heights, parts, partial, faded }: BarProps) {
  const shown = heights.flatMap((height, index) => (height > 0 ? [{ height, part: parts[index] }] : [])).reverse()
  return (
    <span
      class={`flex min-w-0 flex-1 flex-col gap-px ${faded ? 'opacity-35' : partial ? 'opacity-55' : ''}`}
      aria-hidden="true"
    >
      {shown.length === 0 && <span class="h-px bg-edge" />}
      {shown.map(({ height, part }, index) => (
        <span
          key={part?.name}
          class={`${part ? FILLS[part.color] : ''} ${index === 0 && height > 2 ? 'rounded-t-[1.5px]' : ''}`}
          style={{ height: `${height}px` }}
        />
      ))}
    </span>
  )
}

/** The selection: a tinted ground between two handles. */
function Brush({ range, count }: { range: Selected; count: number }) {
  return (
    <span
      class="pointer-events-none absolute -top-1 bottom-0 border-x-2 border-primary bg-primary/10"
      style={{ left: `${(range.from / count) * 100}%`, width: `${((range.to - range.from + 1) / count) * 100}%` }}
      aria-hidden="true"
    />
  )
}

type TipProps = Pick<StackedBarsProps, 'parts' | 'seconds' | 'hint'> & {
  period: Period
  /** The middle of its bar and the width of the plot, px. */
  left: number
  width: number
}

const TIP_PX = 176

/** All values of a period, beside its bar. The slider says the same, so screen readers ignore it. */
function Tip({ parts, period, seconds, hint, left, width }: TipProps) {
  const x = left + TIP_PX + 12 > width ? Math.max(0, left - TIP_PX - 12) : left + 12
  return (
    <div
      class="pointer-events-none absolute top-0 z-10 w-44 rounded-lg bg-raised px-2.5 py-2 text-sm shadow-menu"
      style={{ left: `${x}px` }}
      aria-hidden="true"
    >
      <p class="mb-1 font-semibold">{periodText(period.start, seconds)}</p>
      {parts.map(({ name, color }, index) => (
        <p key={name} class="flex items-center gap-1.5 text-soft">
          <Swatch color={color} />
          {name}
          <span class="ml-auto font-medium text-ink tabular-nums">{formatNumber(period.counts[index] ?? 0)}</span>
        </p>
      ))}
      {period.partial && <p class="text-faint">{m.charts_partial()}</p>}
      {hint && <p class="text-faint">{hint}</p>}
    </div>
  )
}

/** The color of a part, beside its name. */
const Swatch = ({ color, off = false }: { color: Part['color']; off?: boolean }) => (
  <span class={`size-2 flex-none rounded-xs ${off ? 'bg-line-strong' : FILLS[color]}`} aria-hidden="true" />
)

/** The values of a period as a sentence. */
function valueText(parts: readonly Part[], period: Period | undefined, seconds: number): string {
  if (!period) return ''
  const values = parts.map(({ name }, index) => `${name} ${formatNumber(period.counts[index] ?? 0)}`)
  return m.charts_value({ period: periodText(period.start, seconds), values: values.join(', ') })
}

type ValueTableProps = Pick<StackedBarsProps, 'title' | 'parts' | 'periods' | 'seconds'>

/** The same values for screen readers. */
function ValueTable({ title, parts, periods, seconds }: ValueTableProps) {
  return (
    <div class="sr-only">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{m.charts_period()}</th>
            {parts.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map(({ start, counts }) => (
            <tr key={start.getTime()}>
              <th scope="row">{periodText(start, seconds)}</th>
              {parts.map(({ name }, index) => (
                <td key={name}>{counts[index] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
