import { signal } from '@preact/signals'
import { hashKey, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import type { LogEntry, LogPage } from '../../../client/src/generated.ts'
import { address, type Result } from '../../../client/src/request.ts'
import type { LogQuery } from './queries.ts'

/** A message of the stream. */
type StreamMessage = Result<'GET', '/api/v1/event-logs/stream'>

/** State messages of the stream: how busy the API is, and how many people watch it. */
export const liveState = signal<{ callsPerSecond: number; connections: number } | null>(null)
/** Entries that came too fast to be shown, since the page was opened. */
export const liveSkipped = signal(0)
export type LimitWarning = Extract<StreamMessage, { kind: 'limit' }>
/** The key that came near its limit last; it goes by itself. */
export const liveWarning = signal<LimitWarning | null>(null)

const WARNING_MS = 20_000
/** The rate is that of the last ten seconds, so without news for longer it is none. */
const RATE_MS = 10_000
/** An open stream that is silent for so long gets a ping. */
const PING_MS = 25_000
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 30_000
/** A page grows to this many rows before the list is read again. */
const MAX_ROWS = 150

/** The page with newer entries on top: each once, newest first. */
export function withEntries(page: LogPage, entries: readonly LogEntry[]): LogPage {
  const known = new Map(page.data.map((entry) => [entry.id, entry]))
  for (const entry of entries) if (!known.has(entry.id)) known.set(entry.id, entry)
  return known.size === page.data.length ? page : { ...page, data: [...known.values()].sort(newestFirst) }
}

const newestFirst = (a: LogEntry, b: LogEntry) =>
  a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1

/**
 * Keeps one page of the log up to date over a WebSocket while `enabled`; true while it is open. When it opens, the page is
 * read again, which fills what was missed; when it cannot be opened, the caller polls.
 */
export function useLiveStream(query: LogQuery, enabled: boolean): boolean {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const queryKey = ['event-logs', 'list', query]
  const url = address('/api/v1/event-logs/stream', { ...query, range: null, from: null, to: null, cursor: null })

  useEffect(() => {
    if (!enabled) return
    const show = (entries: readonly LogEntry[]) => {
      const page = client.getQueryData<LogPage>(queryKey)
      if (!page) return
      const next = withEntries(page, entries)
      if (next.data.length > MAX_ROWS) void client.invalidateQueries({ queryKey })
      else client.setQueryData(queryKey, next)
    }
    // What comes while an answer is on its way does not stand in it.
    let passing: LogEntry[] | null = null
    const forget = onAnswer(client, queryKey, {
      asked: () => {
        passing = []
      },
      answered: () => {
        if (passing) show(passing)
        passing = null
      },
    })
    const close = keepOpen(url, {
      onOpen: () => {
        setOpen(true)
        void client.invalidateQueries({ queryKey })
      },
      onClose: () => setOpen(false),
      onMessage: (message) => {
        if (message.kind === 'entries') {
          passing?.push(...message.entries)
          show(message.entries)
          liveSkipped.value += message.skipped
        } else if (message.kind === 'state') showState(message)
        else if (message.kind === 'limit') warn(message)
        else void client.invalidateQueries({ queryKey: ['alerts'] })
      },
    })
    return () => {
      close()
      forget()
    }
  }, [url, enabled])
  return open && enabled
}

/** Reports when a query is sent and when its answer is stored. Ends when called. */
function onAnswer(client: QueryClient, queryKey: QueryKey, on: { asked: () => void; answered: () => void }) {
  const queryHash = hashKey(queryKey)
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.query.queryHash !== queryHash) return
    if (event.action.type === 'fetch') on.asked()
    else if (event.action.type === 'success' && !event.action.manual) on.answered()
  })
}

let stateTimer = 0
function showState({ callsPerSecond, connections }: Extract<StreamMessage, { kind: 'state' }>) {
  liveState.value = { callsPerSecond, connections }
  clearTimeout(stateTimer)
  stateTimer = setTimeout(() => {
    liveState.value = { callsPerSecond: 0, connections }
  }, RATE_MS)
}

let warningTimer = 0
function warn(message: LimitWarning) {
  liveWarning.value = message
  clearTimeout(warningTimer)
  warningTimer = setTimeout(() => {
    liveWarning.value = null
  }, WARNING_MS)
}

type Handlers = { onOpen: () => void; onClose: () => void; onMessage: (message: StreamMessage) => void }

/** A WebSocket that is opened again whenever it closes, sooner at first and later with each failure. Ends when called. */
function keepOpen(url: string, { onOpen, onClose, onMessage }: Handlers): () => void {
  let socket: WebSocket | null = null
  let failures = 0
  let timer = 0
  let over = false

  const connect = () => {
    socket = new WebSocket(url)
    let answered = true
    const ping = setInterval(() => {
      if (!answered) socket?.close()
      else if (socket?.readyState === WebSocket.OPEN) socket.send('ping')
      answered = false
    }, PING_MS)
    socket.addEventListener('open', () => {
      failures = 0
      onOpen()
    })
    socket.addEventListener('message', ({ data }) => {
      answered = true
      if (data !== 'pong') onMessage(JSON.parse(data))
    })
    socket.addEventListener('close', () => {
      clearInterval(ping)
      if (over) return
      onClose()
      const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures)
      failures++
      // Not all at once, when a server comes back.
      timer = setTimeout(connect, wait * (0.5 + Math.random() / 2))
    })
  }
  const atOnce = () => {
    if (socket?.readyState !== WebSocket.CLOSED) return
    clearTimeout(timer)
    connect()
  }
  connect()
  addEventListener('online', atOnce)
  return () => {
    over = true
    clearTimeout(timer)
    removeEventListener('online', atOnce)
    socket?.close()
    onClose()
  }
}
