import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { readStored, writeStored } from '../../hooks/storage.ts'

/**
 * Whether single-key shortcuts are on. Users with speech input need to turn them off, because spoken words would
 * trigger them (WCAG 2.1.4).
 */
export const shortcutsOn = signal(readStored('shortcuts') !== 'off')

/** Turns single-key shortcuts on or off, now and for later visits. */
export function setShortcuts(on: boolean) {
  shortcutsOn.value = on
  writeStored('shortcuts', on ? null : 'off')
}

/** Actions by keys in the order they are pressed: "c", "g k", "mod+k" (Ctrl, or Command on a Mac). */
const actions = new Map<string, () => void>()

let pending = ''
let pendingUntil = 0
const SEQUENCE_MS = 1500

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select'))

addEventListener('keydown', (event) => {
  const key = event.key.toLowerCase()
  if (event.defaultPrevented || event.isComposing) return
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return run(`mod+${key}`, event)
  if (event.ctrlKey || event.metaKey || event.altKey || !shortcutsOn.peek() || typing(event.target)) return
  // An open dialog or menu handles the keyboard itself.
  if (document.querySelector('dialog[open], [role=menu]:popover-open')) return
  const before = Date.now() < pendingUntil ? pending : ''
  pending = ''
  if (before && run(`${before} ${key}`, event)) return
  if (run(key, event)) return
  if ([...actions.keys()].some((keys) => keys.startsWith(`${key} `))) {
    pending = key
    pendingUntil = Date.now() + SEQUENCE_MS
  }
})

function run(keys: string, event: KeyboardEvent): boolean {
  const action = actions.get(keys)
  if (!action) return false
  event.preventDefault()
  action()
  return true
}

/** Registers a shortcut while the component is mounted and `enabled`. */
export function useShortcut(keys: string, action: () => void, enabled = true) {
  const latest = useRef(action)
  latest.current = action
  useEffect(() => {
    if (!enabled) return
    const bound = () => latest.current()
    actions.set(keys, bound)
    return () => {
      if (actions.get(keys) === bound) actions.delete(keys)
    }
  }, [keys, enabled])
}
