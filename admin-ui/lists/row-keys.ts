import type { RefObject } from 'preact'
import { useShortcut } from '../ui/page/shortcuts.ts'

type RowActions = {
  /** Called with the index of a row. */
  open: ((index: number) => unknown) | undefined
  select: ((index: number) => unknown) | undefined
}

const CONTROL = 'a[href], button, input'

/**
 * Keys of a table's rows: J and K move to the next and the previous row from anywhere on the page; inside the table the
 * arrow keys do too, Enter opens a row, and X selects it. The focus is on the first link or button of a row.
 * @returns the handler for the table's key events
 */
export function useRowKeys(box: RefObject<HTMLElement | null>, { open, select }: RowActions) {
  const rows = () => [...(box.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
  const at = (all: HTMLElement[]) => all.findIndex((row) => row.contains(document.activeElement))
  const move = (step: number) => {
    const all = rows()
    const from = at(all)
    const opened = all.findIndex((row) => row.dataset.open !== undefined)
    const start = from >= 0 ? from : opened >= 0 ? opened : step > 0 ? -1 : 0
    const to = all[Math.max(0, Math.min(all.length - 1, start + step))]
    const controls = [...(to?.querySelectorAll<HTMLElement>(CONTROL) ?? [])]
    const target = controls.find((one) => !one.matches('[type=checkbox]')) ?? controls[0]
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
    // With a drawer open, moving shows the next row in it.
    if (opened >= 0 && to) open?.(all.indexOf(to))
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  useShortcut(
    'x',
    () => {
      const index = at(rows())
      if (index >= 0) select?.(index)
    },
    select !== undefined,
  )
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || at(rows()) < 0) return
    if (event.target instanceof Element && event.target.closest('[popover], [role=slider]')) return
    event.preventDefault()
    move(step)
  }
}
