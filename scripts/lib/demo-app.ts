import { setTimeout as sleep } from 'node:timers/promises'
import { EVENT_CATALOG } from '../../contract/event-catalog.data.ts'
import type { Behavior, Receiver } from './demo-receiver.ts'
import { UserError } from './settings.ts'

type Options = {
  url: string
  /** A key with every scope, for the product that publishes events and creates the other keys. */
  key: string
  receiver: Receiver
}

export type App = {
  figures: () => { calls: number; refused: number; published: number }
  stop: () => Promise<void>
}

/** Everything that the demo creates has this name prefix, so that the next demo finds and replaces it. */
const MARK = 'Demo: '
const CALL_EVERY_MS = 250
const PUBLISH_EVERY_MS = 1200

const KEYS = [
  { name: 'Mobile App', scopes: ['users:read', 'posts:read', 'webhooks:read'], rateLimit: { perMinute: 600 } },
  { name: 'Analytics Dashboard', scopes: ['stats:read', 'logs:read'], rateLimit: { perMinute: 300 } },
  { name: 'Partner with a small limit', scopes: ['users:read'], rateLimit: { perMinute: 20 } },
  { name: 'Nightly export', scopes: ['events:read'], environment: 'test', credits: { remaining: 500 } },
] as const

const WEBHOOKS: { name: string; behavior: Behavior; events: string[] }[] = [
  { name: 'Warehouse', behavior: 'well', events: ['*'] },
  { name: 'Slow accounting', behavior: 'slow', events: ['payment.*', 'invoice.*'] },
  { name: 'Shaky chat bridge', behavior: 'failing', events: ['user.*', 'post.*', 'thread.*'] },
]

/** What most calls request, and any key may. */
const USUAL_PATH = '/api/v1/me'
const USUAL_SHARE = 0.75
/** Other requests, including wrong ones: an unknown path, a scope that the key does not have. */
const PATHS = [
  '/api/v1/webhooks',
  '/api/v1/stats',
  '/api/v1/event-logs?limit=5',
  '/api/v1/events',
  '/api/v1/nothing-here',
]

/** A product that publishes events, and an external app that calls its API with several keys, until it is stopped. */
export async function startApp({ url, key, receiver }: Options): Promise<App> {
  const call = async (method: string, path: string, by: string, body?: unknown) =>
    fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${by}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await call(method, path, key, body)
    const text = await answer.text()
    if (!answer.ok) throw new UserError(`${method} ${path} answered ${answer.status}: ${text}`)
    return text === '' ? (null as T) : JSON.parse(text)
  }
  await removeEarlier(ask)
  const texts: string[] = []
  for (const input of KEYS) {
    const made = await ask<{ key: string }>('POST', '/api/v1/api-keys', { ...input, name: MARK + input.name })
    texts.push(made.key)
  }
  for (const { name, behavior, events } of WEBHOOKS) {
    const input = { name: MARK + name, url: receiver.url(behavior), events, sendTest: false }
    const made = await ask<{ secret: string }>('POST', '/api/v1/webhooks', input)
    receiver.trust(behavior, made.secret)
  }

  const figures = { calls: 0, refused: 0, published: 0 }
  const over = new AbortController()
  const callNow = async (turn: number) => {
    const other = PATHS[Math.floor(Math.random() * PATHS.length)]
    const path = Math.random() < USUAL_SHARE || !other ? USUAL_PATH : other
    const answer = await call('GET', path, texts[turn % texts.length] ?? key)
    await answer.body?.cancel()
    figures.calls++
    if (!answer.ok) figures.refused++
  }
  const publishNow = async () => {
    const event = EVENT_CATALOG[Math.floor(Math.random() * EVENT_CATALOG.length)]
    if (!event) return
    const answer = await call('POST', '/api/v1/events', key, { type: event.type, data: event.sample })
    await answer.body?.cancel()
    if (answer.ok) figures.published++
  }
  const every = async (pauseMs: number, work: (turn: number) => Promise<void>) => {
    for (let turn = 0; !over.signal.aborted; turn++) {
      // Continue when the server is restarted.
      await work(turn).catch(() => undefined)
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const running = [every(CALL_EVERY_MS, callNow), every(PUBLISH_EVERY_MS, publishNow)]
  return {
    figures: () => ({ ...figures }),
    async stop() {
      over.abort()
      await Promise.all(running)
    },
  }
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

/** Keys and webhooks of an earlier demo: only that one knew their secrets. */
async function removeEarlier(ask: Ask): Promise<void> {
  for (const path of ['webhooks', 'api-keys']) {
    const query = `q=${encodeURIComponent(MARK)}&limit=100`
    const { data } = await ask<{ data: { id: string; name: string }[] }>('GET', `/api/v1/${path}?${query}`)
    for (const { id, name } of data) {
      // The product's own key makes these requests.
      if (name.startsWith(MARK) && name !== `${MARK}the host product`) await ask('DELETE', `/api/v1/${path}/${id}`)
    }
  }
}
