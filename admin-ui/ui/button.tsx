import type { LucideIcon } from 'lucide-preact'
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact'
import './tooltip.ts'

type Kind = 'plain' | 'primary' | 'danger' | 'risk' | 'quiet' | 'link'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'ref'> & {
  kind?: Kind
  icon?: LucideIcon
  /** Shows that the action is in progress and ignores further clicks; the focus stays where it is. */
  busy?: boolean
  small?: boolean
  square?: boolean
  children?: ComponentChildren
  ref?: Ref<HTMLButtonElement>
  /** Text of the tooltip. */
  'data-tip'?: string | undefined
}

/** A button; plain by default, and never an accidental submit. */
export function Button({ kind = 'plain', icon: Icon, busy, small, square, children, onClick, ...rest }: ButtonProps) {
  const blocked = busy || rest['aria-disabled'] === true
  return (
    <button
      type="button"
      {...rest}
      class={`btn ${rest.class ?? ''}`}
      data-kind={kind}
      data-small={small || undefined}
      data-square={square || undefined}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (blocked ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : Icon && <Icon size={16} aria-hidden="true" />}
      {children}
    </button>
  )
}

/** An icon button: its label is for screen readers, and a tooltip on hover and focus. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, 'children'> & { label: string; icon: LucideIcon }) {
  return <Button kind="quiet" square small {...rest} aria-label={label} data-tip={label} />
}
