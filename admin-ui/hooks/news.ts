import { type Signal, signal } from '@preact/signals'
import { readStored, writeStored } from './storage.ts'

/** What every page can show in a toast when it happens: alerts, failing webhooks, limits that keys are near, calls. */
export const NEWS_KINDS = ['alerts', 'webhooks', 'limits', 'calls'] as const
export type NewsKind = (typeof NEWS_KINDS)[number]

/** News of calls are off unless somebody wants them: there are many. */
const isOnAtFirst = (kind: NewsKind) => kind !== 'calls'
const nameOf = (kind: NewsKind) => (kind === 'calls' ? 'call-news' : `news-${kind}`)

const readChoice = (kind: NewsKind): boolean => {
  const stored = readStored(nameOf(kind))
  return stored === null ? isOnAtFirst(kind) : stored === 'on'
}

/** Whether each kind of news is shown. */
export const newsOn: Record<NewsKind, Signal<boolean>> = {
  alerts: signal(readChoice('alerts')),
  webhooks: signal(readChoice('webhooks')),
  limits: signal(readChoice('limits')),
  calls: signal(readChoice('calls')),
}

/** Turns a kind of news on or off, now and for later visits. */
export function setNews(kind: NewsKind, on: boolean) {
  newsOn[kind].value = on
  writeStored(nameOf(kind), on === isOnAtFirst(kind) ? null : on ? 'on' : 'off')
}
