import { positionPopover } from './position-popover.ts'

let bubble: HTMLElement | undefined
let frame = 0

/**
 * One tooltip element serves the whole page: a component for each of a hundred buttons would cost more than the page
 * itself.
 */
function tooltipElement(): HTMLElement {
  if (bubble) return bubble
  bubble = document.createElement('div')
  bubble.popover = 'manual'
  bubble.className = 'tooltip'
  // The text repeats the control's own label, so screen readers ignore it.
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
    const shown = tooltipElement()
    shown.textContent = words
    shown.showPopover()
    positionPopover(shown, control, { side: 'above', align: 'center' })
  })
}

addEventListener('pointerover', (event) => event.pointerType === 'mouse' && show(event))
/** Whether the user is moving the focus. A script moves it too, as to the close button of a dialog that opens. */
let movesFocus = false
const FOCUS_KEYS = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'])
addEventListener(
  'keydown',
  ({ key }) => {
    movesFocus = FOCUS_KEYS.has(key)
  },
  true,
)
addEventListener('pointerdown', () => {
  movesFocus = false
})
addEventListener('focusin', (event) => {
  if (movesFocus && event.target instanceof Element && event.target.matches(':focus-visible')) show(event)
})
for (const name of ['pointerout', 'pointerdown', 'focusout', 'keydown']) addEventListener(name, hide)
addEventListener('scroll', hide, true)
