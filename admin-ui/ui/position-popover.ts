type Side = 'below' | 'above'

/**
 * Positions a fixed element next to its anchor: on the given side if there is room, else on the other, and always
 * inside the viewport. Not every supported browser has CSS anchor positioning.
 */
export function positionPopover(
  element: HTMLElement,
  anchor: Element,
  options: { side?: Side; align?: 'start' | 'center' | 'end' } = {},
) {
  const { side = 'below', align = 'end' } = options
  const gap = 6
  const margin = 8
  const from = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = element
  const below = from.bottom + gap
  const above = from.top - gap - height
  const fitsBelow = below + height <= innerHeight - margin
  const fitsAbove = above >= margin
  const top = side === 'below' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below
  const left =
    align === 'start' ? from.left : align === 'end' ? from.right - width : from.left + (from.width - width) / 2
  element.style.top = `${Math.max(margin, Math.min(top, innerHeight - height - margin))}px`
  element.style.left = `${Math.max(margin, Math.min(left, document.documentElement.clientWidth - width - margin))}px`
}
