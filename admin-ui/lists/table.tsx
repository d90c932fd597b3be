import { ArrowDown, ArrowUp } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useWidth } from '../hooks/use-width.ts'
import { m } from '../messages/index.ts'
import { useRowKeys } from './row-keys.ts'

export type Column<R> = {
  key: string
  title: string
  /** The title is only for screen readers, as over a column of buttons. */
  hideTitle?: boolean
  /** A control in the header, beside its title. */
  head?: ComponentChildren
  /** The field to sort by; without it the column cannot be sorted. */
  sort?: string
  /** The width, px. Columns without one share what is left. */
  width?: number
  /** The column is shown if the table is at least this wide, px. */
  from?: number
  /** And only if it is narrower than this, px: a shorter form of another column. */
  until?: number
  class?: string
  cell: (row: R) => ComponentChildren
}

type TableProps<R> = {
  caption: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  /** Rows of 32 px, for streams. */
  dense?: boolean
  /** The header stays below that of the page. */
  sticky?: boolean
  /** A field, with a minus in front for descending. */
  sort?: string
  onSort?: (sort: string) => void
  /**
   * Opens what a row stands for: a click anywhere in it, except in a control, or Enter. The first cell should have a
   * real link or button too.
   */
  onOpen?: (row: R) => void
  /** The row whose details are open. */
  openKey?: string | undefined
  /** Selects a row by the key X. */
  onSelect?: ((row: R) => void) | undefined
}

/**
 * A table with one line per row. Its columns follow its own width. Sortable headers are buttons that show the order. J
 * and K, or the arrow keys, move between the rows.
 */
export function Table<R>(props: TableProps<R>) {
  const { caption, columns: all, rows, rowKey, dense, sticky, sort, onSort, onOpen, openKey, onSelect } = props
  const [box, width] = useWidth<HTMLDivElement>()
  const columns = all.filter(({ from = 0, until = Number.POSITIVE_INFINITY }) => width >= from && !(width >= until))
  const keys = useRowKeys(box, {
    open: onOpen && ((index) => rows[index] !== undefined && onOpen(rows[index])),
    select: onSelect && ((index) => rows[index] !== undefined && onSelect(rows[index])),
  })
  return (
    <div ref={box} class="min-w-0">
      <table class="table" data-dense={dense || undefined} data-sticky={sticky || undefined} onKeyDown={keys}>
        <caption class="sr-only">{caption}</caption>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? {} : { width: `${width}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.class}
                aria-sort={column.sort ? ariaSort(column.sort, sort) : undefined}
              >
                {column.sort && onSort ? (
                  <SortButton title={column.title} field={column.sort} sort={sort} onSort={onSort} />
                ) : (
                  <span class={column.hideTitle ? 'sr-only' : ''}>{column.title}</span>
                )}
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-opens={onOpen ? true : undefined}
              data-open={openKey !== undefined && rowKey(row) === openKey ? true : undefined}
              onClick={onOpen && ((event) => opensRow(event) && openRow(event, () => onOpen(row)))}
            >
              {columns.map((column) => (
                <td key={column.key} class={column.class}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Whether a click means the row: not one of its controls, and not the end of selecting text. */
export function opensRow(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false
  if (event.target instanceof Element && event.target.closest('a, button, input, label, select, [popover]'))
    return false
  const selection = getSelection()
  return !selection || selection.isCollapsed
}

/** Opens a row with the focus on its link, to which it returns when the details are closed. */
function openRow(event: MouseEvent & { currentTarget: HTMLElement }, open: () => void) {
  event.currentTarget.querySelector<HTMLElement>('a[href], button')?.focus({ preventScroll: true })
  open()
}

function ariaSort(field: string, sort: string | undefined) {
  return sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none'
}

function SortButton(props: { title: string; field: string; sort: string | undefined; onSort: (sort: string) => void }) {
  const { title, field, sort, onSort } = props
  const state = ariaSort(field, sort)
  return (
    <button
      type="button"
      class="sort"
      data-on={state === 'none' ? undefined : true}
      title={m.ui_sort_by({ column: title })}
      onClick={() => onSort(state === 'descending' ? field : `-${field}`)}
    >
      {title}
      {state === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
      {state === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
    </button>
  )
}
