import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { layout } from '../hooks/media.ts'
import { words } from '../ui/words.ts'

export type Column<R> = {
  key: string
  title: string
  /** The title is read aloud but not shown, as over a column of buttons. */
  hideTitle?: boolean
  /** A control in the heading, beside its title. */
  head?: ComponentChildren
  /** The field to sort by; a column without it cannot be sorted. */
  sort?: string
  class?: string
  cell: (row: R) => ComponentChildren
}

type TableProps<R> = {
  caption: string
  columns: readonly Column<R>[]
  /** The keys of the columns that a narrower window has room for; left out, all of them. */
  onTablet?: readonly string[]
  rows: readonly R[]
  rowKey: (row: R) => string
  dense?: boolean
  /** A field, with a minus in front for descending. */
  sort?: string
  onSort?: (sort: string) => void
}

/** A table whose first column names the row; sortable headings are buttons that show the order. */
export function Table<R>({ caption, columns: all, onTablet, rows, rowKey, dense, sort, onSort }: TableProps<R>) {
  const columns = onTablet && layout.value !== 'desktop' ? all.filter(({ key }) => onTablet.includes(key)) : all
  return (
    <table class="table" data-dense={dense || undefined}>
      <caption class="sr-only">{caption}</caption>
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
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td key={column.key} class={column.class}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ariaSort(field: string, sort: string | undefined) {
  return sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none'
}

function SortButton(props: { title: string; field: string; sort: string | undefined; onSort: (sort: string) => void }) {
  const { title, field, sort, onSort } = props
  const state = ariaSort(field, sort)
  const Icon = state === 'ascending' ? ArrowUp : state === 'descending' ? ArrowDown : ArrowUpDown
  return (
    <button
      type="button"
      class="sort"
      title={words().sortBy(title)}
      onClick={() => onSort(state === 'descending' ? field : `-${field}`)}
    >
      {title}
      <Icon size={14} aria-hidden="true" class={state === 'none' ? 'opacity-50' : 'text-primary'} />
    </button>
  )
}
