import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../button.tsx'
import { positionPopover } from '../position-popover.ts'

export type MenuItem = {
  label: string
  icon?: LucideIcon
  danger?: boolean
  /** Set for a choice among several: a mark shows the current one. */
  checked?: boolean
  onSelect: () => void
}

type MenuProps = {
  label: string
  /** On the button, unless it has a face. */
  icon?: LucideIcon
  /** Text on the button; without it the label is for screen readers and the tooltip. */
  children?: ComponentChildren
  /** Drawn on the button instead of the icon, such as the initials of a person. */
  face?: ComponentChildren
  /** Text above the items, such as the signed-in user. */
  heading?: ComponentChildren
  /** Called when the menu opens. */
  items: () => readonly (MenuItem | 'line')[]
  small?: boolean
  /** With a border, beside other buttons. */
  boxed?: boolean
}

/** A button that opens a menu: arrows, Home, End and letters move, Esc or a click outside closes. */
export function Menu({ label, icon, children, face, heading, items, small = true, boxed = false }: MenuProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)

  useLayoutEffect(() => {
    if (!open || !list.current || !trigger.current) return
    positionPopover(list.current, trigger.current)
    entries(list.current)[0]?.focus()
    const close = (event: Event) => {
      if (event.target instanceof Node && list.current?.contains(event.target)) return
      list.current?.hidePopover()
    }
    // Scrolling closes the menu, because it would no longer be next to its button.
    addEventListener('scroll', close, true)
    addEventListener('resize', close)
    return () => {
      removeEventListener('scroll', close, true)
      removeEventListener('resize', close)
    }
  }, [open])

  const button = (
    <Button
      ref={trigger}
      kind={boxed ? 'plain' : 'quiet'}
      {...(face || !icon ? {} : { icon })}
      small={small}
      square={!children}
      aria-label={label}
      data-tip={children ? undefined : label}
      aria-haspopup="menu"
      aria-expanded={open}
      {...{ popovertarget: id }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || open) return
        event.preventDefault()
        list.current?.showPopover()
      }}
    >
      {face}
      {children}
    </Button>
  )

  return (
    <>
      {button}
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="menu"
        tabIndex={-1}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={(event) => move(event, list.current)}
      >
        {open && heading && <div class="border-b border-line px-2.5 pt-1 pb-2 mb-1">{heading}</div>}
        {open &&
          items().map((item) =>
            item === 'line' ? (
              <hr class="my-1 border-line" />
            ) : (
              <Entry
                key={item.label}
                item={item}
                choose={() => {
                  list.current?.hidePopover()
                  item.onSelect()
                }}
              />
            ),
          )}
      </div>
    </>
  )
}

function Entry({ item, choose }: { item: MenuItem; choose: () => void }) {
  const Icon = item.icon
  return (
    <button
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
      tabIndex={-1}
      class="menu-item"
      data-danger={item.danger || undefined}
      onClick={choose}
    >
      {Icon && <Icon size={16} aria-hidden="true" class="flex-none" />}
      <span class="min-w-0 flex-1">{item.label}</span>
      {item.checked && <span aria-hidden="true">✓</span>}
    </button>
  )
}

const entries = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('.menu-item')]

function move(event: KeyboardEvent, list: HTMLElement | null) {
  if (!list) return
  const all = entries(list)
  const active = document.activeElement
  const at = active instanceof HTMLElement ? all.indexOf(active) : -1
  const to = (index: number) => {
    event.preventDefault()
    all.at(index % all.length)?.focus()
  }
  if (event.key === 'ArrowDown') to(at + 1)
  else if (event.key === 'ArrowUp') to(at - 1)
  else if (event.key === 'Home') to(0)
  else if (event.key === 'End') to(-1)
  else if (event.key === 'Tab') list.hidePopover()
  else if (event.key.length === 1 && /\S/.test(event.key)) {
    const letter = event.key.toLowerCase()
    const found = [...all.slice(at + 1), ...all].find((entry) =>
      entry.textContent?.trim().toLowerCase().startsWith(letter),
    )
    found?.focus()
    event.stopPropagation()
  }
}
