import { signal } from '@preact/signals'

export type Layout = 'phone' | 'tablet' | 'desktop'

const tablet = matchMedia('(width >= 44rem)')
const sidebar = matchMedia('(width >= 64rem)')
const desktop = matchMedia('(width >= 79rem)')

const read = (): Layout => (desktop.matches ? 'desktop' : tablet.matches ? 'tablet' : 'phone')

/**
 * Cards, a short table or a full one. One of them is drawn, not all with two hidden: hidden copies would double the
 * page and its ids.
 */
export const layout = signal<Layout>(read())

/** Whether the navigation is at the side; the same width as Tailwind's `lg`. */
export const hasSidebar = signal(sidebar.matches)

for (const query of [tablet, sidebar, desktop]) {
  query.addEventListener('change', () => {
    layout.value = read()
    hasSidebar.value = sidebar.matches
  })
}
