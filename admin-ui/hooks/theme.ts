import { signal } from '@preact/signals'
import { readStored, writeStored } from './storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const known = (text: string | null): Theme => THEMES.find((theme) => theme === text) ?? 'system'

export const theme = signal<Theme>(known(readStored('theme')))

/** Sets the theme now and for later visits; public/theme.js applies it before the first paint. */
export function setTheme(next: Theme): void {
  theme.value = next
  writeStored('theme', next === 'system' ? null : next)
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
}
