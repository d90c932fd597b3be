import { ChevronDown, ChevronUp, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { IconButton } from '../button.tsx'
import { CopyButton } from '../feedback/copy.tsx'
import { Foot } from './foot.tsx'

type DrawerProps = {
  title: string
  onClose: () => void
  /** Shows the record before or after this one in its list; undefined if there is none. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** The actions in the foot, which stays visible. */
  footer?: ComponentChildren
  children: ComponentChildren
}

/** What opens a row, and has the focus while the keyboard is on it. */
const OPENER = 'a[href], button'

/**
 * The details of one record beside its list. It is not modal: the list stays usable, and another row changes the
 * content. On a narrow screen it lies over the page, on a phone it fills the screen. The URL must name the record, so
 * that it can be linked to.
 */
export function Drawer({ title, onClose, onPrevious, onNext, footer, children }: DrawerProps) {
  const box = useRef<HTMLElement>(null)
  const latest = useRef(onClose)
  latest.current = onClose
  const titleId = useId()
  /** The row whose details are shown now; the buttons of the drawer may have changed it. */
  const row = useRef<HTMLElement | null>(null)

  useEffect(() => {
    row.current = document.querySelector<HTMLElement>('tr[data-open]') ?? row.current
  })

  // A layout effect: a key that is pressed as soon as the drawer can be seen must not be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // Esc closes what lies above it first.
      if (document.querySelector('dialog[open], [popover]:popover-open:not(.tooltip)')) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  // A layout effect: its cleanup runs while the drawer is still in the document, so it knows where the focus is.
  useLayoutEffect(() => {
    const drawer = box.current
    const before = document.activeElement
    drawer?.focus({ preventScroll: true })
    return () => {
      const inside = document.activeElement === document.body || drawer?.contains(document.activeElement)
      const opener = row.current?.isConnected ? row.current.querySelector<HTMLElement>(OPENER) : before
      if (inside && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])

  return (
    <aside ref={box} class="drawer" tabIndex={-1} aria-labelledby={titleId}>
      <div class="flex h-12 flex-none items-center gap-0.5 border-b border-line pr-2.5 pl-4">
        <h2 id={titleId} class="min-w-0 flex-1 truncate text-base!" title={title}>
          {title}
        </h2>
        <IconButton icon={ChevronUp} label={m.ui_previous_entry()} aria-disabled={!onPrevious} onClick={onPrevious} />
        <IconButton icon={ChevronDown} label={m.ui_next_entry()} aria-disabled={!onNext} onClick={onNext} />
        <CopyButton compact text={location.href} label={m.ui_copy_link()} />
        <IconButton icon={X} label={m.ui_close()} onClick={onClose} />
      </div>
      <div class="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">{children}</div>
      {footer && <Foot class="min-h-13 flex-none px-4 py-2">{footer}</Foot>}
    </aside>
  )
}
