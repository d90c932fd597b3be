import type { Result } from '../../../client/src/request.ts'

/** A message of the live stream. */
export type StreamMessage = Result<'GET', '/api/v1/event-logs/stream'>

/** An open stream that is silent for this long gets a ping. */
const PING_MS = 25_000
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 30_000

type Handlers = { onOpen: () => void; onClose: () => void; onMessage: (message: StreamMessage) => void }

/** A WebSocket that reconnects with exponential backoff. Returns a function that closes it. */
export function keepOpen(url: string, { onOpen, onClose, onMessage }: Handlers): () => void {
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
      // The first ping tells the server that this listener sends them, so that it notices when they stop.
      socket?.send('ping')
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
      // Jitter, so that not all clients reconnect at once after an outage.
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
