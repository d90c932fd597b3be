import type { LucideIcon } from 'lucide-preact'
import { Bell, History, KeyRound, ScrollText, Settings, Webhook } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { later } from '../ui/lazy.tsx'
import { words } from './words.ts'

const OpenCount = later(() => import('../features/alerts/open-count.tsx').then((it) => it.OpenCount))

export type Destination = {
  path: string
  label: string
  icon: LucideIcon
  /** The key after G that leads there. */
  key: string
  /** Entries after a gap: not of the section's own. */
  apart?: boolean
  /** What there is to see, in a figure beside the label. */
  count?: ComponentType
}

/** Where one can go, in order. A page gets its entry here on the day it exists. */
export function destinations(): Destination[] {
  const t = words()
  return [
    { path: '/api-keys', label: t.apiKeys, icon: KeyRound, key: 'k' },
    { path: '/webhooks', label: t.webhooks, icon: Webhook, key: 'w' },
    { path: '/event-logs', label: t.eventLogs, icon: ScrollText, key: 'l' },
    { path: '/alerts', label: t.alerts, icon: Bell, key: 'a', count: OpenCount },
    { path: '/audit-log', label: t.auditLog, icon: History, key: 'u' },
    { path: '/settings', label: t.settings, icon: Settings, key: 's', apart: true },
  ]
}
