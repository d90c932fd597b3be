import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * The buttons at the bottom of a dialog or a drawer, which stay visible. Their height is known to the style sheet as
 * `--foot`, so that on a phone toasts stand above them.
 */
export function Foot({ class: name, children }: { class: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const foot = box.current
    const home = foot?.closest<HTMLElement>('dialog, body')
    if (!foot || !home) return
    const observer = new ResizeObserver(() => home.style.setProperty('--foot', `${foot.offsetHeight}px`))
    observer.observe(foot)
    return () => {
      observer.disconnect()
      home.style.removeProperty('--foot')
    }
  }, [])
  return (
    <div ref={box} class={`flex flex-wrap items-center gap-2 border-t border-line ${name}`}>
      {children}
    </div>
  )
}
