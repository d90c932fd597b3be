import { useEffect } from 'preact/hooks'

/**
 * Moves the focus when the focused element is removed: a deleted row, a button that is gone after its action. Browsers
 * move it to the body, from where the next Tab starts at the top. It goes to the open dialog, or to the main element.
 */
export function useFocusRecovery() {
  useEffect(() => {
    let last: Element | null = null
    const note = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return
      last = null
      const home = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1) ?? document.querySelector('main')
      home?.focus({ preventScroll: true })
    })
    addEventListener('focusin', note)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
}
