import type { LucideIcon } from 'lucide-preact'
import { KeyRound, ScrollText, Settings } from 'lucide-preact'
import { words } from './words.ts'

export type Destination = {
  path: string
  label: string
  icon: LucideIcon
  /** The key after G that leads there. */
  key: string
  /** Entries after a gap: not of the section's own. */
  apart?: boolean
}

/** Where one can go, in order. A page gets its entry here on the day it exists. */
export function destinations(): Destination[] {
  const t = words()
  return [
    { path: '/api-keys', label: t.apiKeys, icon: KeyRound, key: 'k' },
    { path: '/event-logs', label: t.eventLogs, icon: ScrollText, key: 'l' },
    { path: '/settings', label: t.settings, icon: Settings, key: 's', apart: true },
  ]
}
