import type { ComponentChildren } from 'preact'
import { words } from '../ui/words.ts'
import type { Selection } from './selection.ts'
import type { Column } from './table.tsx'

type Row = { id: string }

/**
 * The column that chooses rows, and in its head all that can be chosen.
 *
 * @param rows those that can be chosen; any other row has no box
 * @param label what the box of a row is called
 */
export function selectColumn<R extends Row>(
  rows: readonly R[],
  selection: Selection,
  label: (row: R) => string,
): Column<R> {
  const t = words()
  const chosen = selection.among(rows).length
  return {
    key: 'select',
    title: t.select,
    hideTitle: true,
    class: 'w-px pr-0!',
    head: (
      <SelectBox
        label={t.selectPage}
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

/** The last column: what can be done to a row. */
export const actionsColumn = <R,>(cell: (row: R) => ComponentChildren): Column<R> => ({
  key: 'actions',
  title: words().actions,
  hideTitle: true,
  class: 'w-px text-right',
  cell,
})

type SelectBoxProps = { label: string; checked: boolean; partly?: boolean; onChecked: (on: boolean) => void }

/** The box that chooses a row of a table, or in its head all of them. */
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
