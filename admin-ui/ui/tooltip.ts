import { positionPopover } from './position-popover.ts'

let bubble: HTMLElement | undefined
let frame = 0

/** One bubble serves the whole page: a component for each of a hundred buttons would cost more than the page itself. */
function theBubble(): HTMLElement {
  if (bubble) return bubble
  bubble = document.createElement('div')
  bubble.popover = 'manual'
  bubble.className = 'tooltip'
  // The words repeat the control's own label, so they are for the eyes alone.
  bubble.setAttribute('aria-hidden', 'true')
  document.body.append(bubble)
  return bubble
}

function hide() {
  cancelAnimationFrame(frame)
  if (bubble?.matches(':popover-open')) bubble.hidePopover()
}

function show(event: Event) {
  const control = event.target instanceof Element && event.target.closest<HTMLElement>('[data-tip]')
  if (!control) return
  hide()
  // A frame later: the focus may come from a menu that is just closing, and popovers open one after the other.
  frame = requestAnimationFrame(() => {
    const words = control.dataset.tip
    if (!words || !control.isConnected) return
    const shown = theBubble()
    shown.textContent = words
    shown.showPopover()
    positionPopover(shown, control, { side: 'above', align: 'center' })
  })
}

addEventListener('pointerover', (event) => event.pointerType === 'mouse' && show(event))
addEventListener('focusin', (event) => {
  if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event)
})
for (const name of ['pointerout', 'pointerdown', 'focusout', 'keydown']) addEventListener(name, hide)
addEventListener('scroll', hide, true)
