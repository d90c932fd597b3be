import type { ComponentChildren } from 'preact'

type SwitchProps = {
  label: string
  on: boolean
  /** The text beside it that names its state. */
  children: ComponentChildren
  disabled?: boolean
  /** The change is being saved: the switch keeps its position until it is done, and ignores clicks. */
  busy?: boolean
  onSwitch: () => void
}

/** An on/off switch with immediate effect. */
export function Switch({ label, on, children, disabled, busy = false, onSwitch }: SwitchProps) {
  return (
    <span class="inline-flex items-center gap-2 align-middle">
      <button
        type="button"
        role="switch"
        class="switch"
        aria-label={label}
        aria-checked={on}
        aria-disabled={disabled || busy || undefined}
        aria-busy={busy || undefined}
        onClick={() => !disabled && !busy && onSwitch()}
      />
      <span aria-hidden="true">{children}</span>
    </span>
  )
}
