import { signal } from '@preact/signals'
import { hashKey, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import type { LogEntry, LogPage } from '../../../client/src/generated.ts'
import { address } from '../../../client/src/request.ts'
import type { LogQuery } from './queries.ts'
import { keepOpen, type StreamMessage } from './socket.ts'

/** The state of the stream: calls per second, and the number of connected clients. */
export const liveState = signal<{ callsPerSecond: number; connections: number } | null>(null)
/** Number of entries that came too fast to be shown, since the page was opened. */
export const liveSkipped = signal(0)

/** The rate covers the last ten seconds, so without a newer message it is zero. */
const RATE_MS = 10_000
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
 * Keeps one page of the log up to date over a WebSocket while `enabled`; returns true while it is open. When it opens,
 * the page is read again to fill gaps; if it cannot be opened, the caller polls.
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
    // Entries that arrive while a read is in progress are not in its answer.
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
        else if (message.kind === 'alerts') void client.invalidateQueries({ queryKey: ['alerts'] })
      },
    })
    return () => {
      close()
      forget()
    }
  }, [url, enabled])
  return open && enabled
}

/** Reports when a query is sent and when its answer is stored. Returns a function that unsubscribes. */
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
