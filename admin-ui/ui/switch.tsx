type SwitchProps = {
  label: string
  on: boolean
  /** The text beside it that names its state. */
  children: string
  disabled?: boolean
  onSwitch: () => void
}

/** On or off, at once: what it switches is done when it is pressed. */
export function Switch({ label, on, children, disabled, onSwitch }: SwitchProps) {
  return (
    <span class="inline-flex items-center gap-2 align-middle">
      <button
        type="button"
        role="switch"
        class="switch"
        aria-label={label}
        aria-checked={on}
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onSwitch()}
      />
      <span aria-hidden="true">{children}</span>
    </span>
  )
}
