type SelectBoxProps = { label: string; checked: boolean; partly?: boolean; onChecked: (on: boolean) => void }

/** The box that chooses a row of a table, or in its head all of them. */
export function SelectBox({ label, checked, partly = false, onChecked }: SelectBoxProps) {
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
