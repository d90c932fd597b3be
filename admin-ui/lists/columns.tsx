import type { ComponentChildren } from 'preact'
import { m } from '../messages/index.ts'
import type { Selection } from './selection.ts'
import type { Column } from './table.tsx'

type Row = { id: string }

/**
 * The column with checkboxes for rows; its header has one for all rows.
 * @param rows the rows that can be selected; any other row has no checkbox
 * @param label the label of a row's checkbox
 */
export function selectColumn<R extends Row>(
  rows: readonly R[],
  selection: Selection,
  label: (row: R) => string,
): Column<R> {
  const chosen = selection.among(rows).length
  return {
    key: 'select',
    title: m.ui_select(),
    hideTitle: true,
    width: 38,
    from: 740,
    class: 'pr-0!',
    head: (
      <SelectBox
        label={m.ui_select_page()}
        checked={chosen > 0 && chosen === rows.length}
        partly={chosen > 0 && chosen < rows.length}
        onChecked={(on) => selection.choose(on ? rows.map((row) => row.id) : [])}
      />
    ),
    cell: (row) =>
      rows.includes(row) && (
        <SelectBox label={label(row)} checked={selection.has(row.id)} onChecked={() => selection.flip(row.id)} />
      ),
  }
}

/** The last column: the actions of a row. */
export const actionsColumn = <R,>(cell: (row: R) => ComponentChildren): Column<R> => ({
  key: 'actions',
  title: m.ui_actions(),
  hideTitle: true,
  width: 48,
  class: 'text-right',
  cell,
})

type SelectBoxProps = { label: string; checked: boolean; partly?: boolean; onChecked: (on: boolean) => void }

/** The checkbox of a table row, or the one in the header for all rows. */
function SelectBox({ label, checked, partly = false, onChecked }: SelectBoxProps) {
  return (
    <input
      type="checkbox"
      class="block"
      aria-label={label}
      checked={checked}
      indeterminate={partly}
      onChange={(event) => onChecked(event.currentTarget.checked)}
    />
  )
}
