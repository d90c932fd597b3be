import { signal } from '@preact/signals'

export type Layout = 'phone' | 'tablet' | 'desktop'

const tablet = matchMedia('(width >= 40rem)')
const desktop = matchMedia('(width >= 64rem)')
/** Wide enough for a drawer beside the page; on narrower screens it lies over the page. */
const wide = matchMedia('(width >= 73.75rem)')

const read = (): Layout => (desktop.matches ? 'desktop' : tablet.matches ? 'tablet' : 'phone')

/**
 * Phone: cards, and navigation at the bottom. Tablet: short tables, and navigation as icons. Only one layout is
 * rendered, because hidden copies would double the page and its ids.
 */
export const layout = signal<Layout>(read())

/** Whether a drawer pushes the page aside instead of covering it. */
export const drawerPushes = signal(wide.matches)

for (const query of [tablet, desktop, wide]) {
  query.addEventListener('change', () => {
    layout.value = read()
    drawerPushes.value = wide.matches
  })
}
