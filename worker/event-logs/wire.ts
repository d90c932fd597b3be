import type { Counter, LogMessage, LogRecord } from './entry.ts'

/** What the calls of one caller to one place have in common, said once in a message. */
type Shape = Pick<
  LogRecord,
  | 'organizationId'
  | 'type'
  | 'environment'
  | 'keyId'
  | 'webhookId'
  | 'appId'
  | 'route'
  | 'endpoint'
  | 'method'
  | 'status'
  | 'ip'
  | 'country'
  | 'userAgent'
  | 'previousSecret'
>

/** One call: the place of its shape, time (ms), duration (ms), id, request id, and what only some have. */
type Call = [shape: number, time: number, durationMs: number, id: string, requestId: string, more?: More]
type More = Pick<LogRecord, 'near' | 'captured'>

/** A LogMessage as it travels: a fifth of its size, for most of what calls say is the same for all of one caller. */
export type PackedMessage = { id: string; shapes: Shape[]; calls: Call[]; counters: Counter[] }

export function packMessage({ id, entries, counters }: LogMessage): PackedMessage {
  const places = new Map<string, number>()
  const shapes: Shape[] = []
  const calls: Call[] = []
  for (const entry of entries) {
    const key = keyOf(entry)
    let place = places.get(key)
    if (place === undefined) {
      place = shapes.push(shapeOf(entry)) - 1
      places.set(key, place)
    }
    const { time, durationMs, requestId, near, captured } = entry
    calls.push([place, time, durationMs, entry.id, requestId])
    if (near || captured) calls.at(-1)?.push({ ...(near && { near }), ...(captured && { captured }) })
  }
  return { id, shapes, calls, counters }
}

/** What was packed. Takes a message that was not packed, too. */
export function unpackMessage(message: PackedMessage | LogMessage): LogMessage {
  if ('entries' in message) return message
  const entries = message.calls.flatMap(([place, time, durationMs, id, requestId, more]): LogRecord[] => {
    const shape = message.shapes[place]
    return shape ? [{ ...shape, time, durationMs, id, requestId, ...more }] : []
  })
  return { id: message.id, entries, counters: message.counters }
}

/** Two calls have the same text only when they have the same shape: of what callers choose, one is last, one bears its length. */
const keyOf = (one: LogRecord): string =>
  `${one.organizationId} ${one.keyId} ${one.webhookId} ${one.appId} ${one.type} ${one.environment} ${one.status} ` +
  `${one.previousSecret} ${one.method} ${one.country} ${one.ip} ${one.route} ` +
  `${one.endpoint.length} ${one.endpoint} ${one.userAgent}`

const shapeOf = (one: LogRecord): Shape => ({
  organizationId: one.organizationId,
  type: one.type,
  environment: one.environment,
  keyId: one.keyId,
  webhookId: one.webhookId,
  appId: one.appId,
  route: one.route,
  endpoint: one.endpoint,
  method: one.method,
  status: one.status,
  ip: one.ip,
  country: one.country,
  userAgent: one.userAgent,
  previousSecret: one.previousSecret,
})
