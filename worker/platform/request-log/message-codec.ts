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
  | 'outcome'
  | 'reported'
  | 'reason'
>

/** One call: the place of its shape, ms since the message's time, duration (ms), id, and what only some have. */
type Call = [shape: number, after: number, durationMs: number, id: string, more?: More]
/** The request id too, where it is not the number of the entry's own. */
type More = Partial<Pick<LogRecord, 'near' | 'captured' | 'requestId'>>

/**
 * A LogMessage as it travels: a seventh of its size, for most of what calls say is the same for all of one caller. `time`:
 * of its first call, ms since 1970. A message may be read by the version after the one that wrote it, and by the one
 * before: whatever is added has a name and may be missing, and no place of a Call changes its meaning.
 */
export type PackedMessage = { id: string; time: number; shapes: Shape[]; calls: Call[]; counters: Counter[] }

/** A call's request and its entry mostly share their number. */
const requestOf = (id: string): string => `req_${id.slice('log_'.length)}`

export function packMessage({ id, entries, counters }: LogMessage): PackedMessage {
  // By key: its calls mostly have one shape or a few, which is found faster by comparing than by a text of all fields.
  const placesOf = new Map<string | null, number[]>()
  const shapes: Shape[] = []
  const calls: Call[] = []
  const start = entries[0]?.time ?? 0
  for (const entry of entries) {
    let places = placesOf.get(entry.keyId)
    if (!places) {
      places = []
      placesOf.set(entry.keyId, places)
    }
    let place = places.find((one) => isOf(shapes[one], entry))
    if (place === undefined) {
      place = shapes.push(shapeOf(entry)) - 1
      places.push(place)
    }
    const { time, durationMs, requestId, near, captured } = entry
    const call: Call = [place, time - start, durationMs, entry.id]
    const other = requestId !== requestOf(entry.id)
    if (near || captured || other) {
      call.push({ ...(near && { near }), ...(captured && { captured }), ...(other && { requestId }) })
    }
    calls.push(call)
  }
  return { id, time: start, shapes, calls, counters }
}

/** What was packed. Takes a message that was not packed, too. */
export function unpackMessage(message: PackedMessage | LogMessage): LogMessage {
  if ('entries' in message) return message
  const entries = message.calls.flatMap(([place, after, durationMs, id, more]): LogRecord[] => {
    const shape = message.shapes[place]
    return shape ? [{ ...shape, time: message.time + after, durationMs, id, requestId: requestOf(id), ...more }] : []
  })
  return { id: message.id, entries, counters: message.counters }
}

/** Whether an entry has this shape; what tells most apart comes first. */
const isOf = (shape: Shape | undefined, one: LogRecord): boolean =>
  shape !== undefined &&
  shape.endpoint === one.endpoint &&
  shape.ip === one.ip &&
  shape.status === one.status &&
  shape.userAgent === one.userAgent &&
  shape.method === one.method &&
  shape.route === one.route &&
  shape.organizationId === one.organizationId &&
  shape.keyId === one.keyId &&
  shape.webhookId === one.webhookId &&
  shape.appId === one.appId &&
  shape.type === one.type &&
  shape.environment === one.environment &&
  shape.country === one.country &&
  shape.previousSecret === one.previousSecret &&
  shape.outcome === one.outcome &&
  shape.reported === one.reported &&
  shape.reason === one.reason

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
  // Left out of the JSON where they are undefined.
  outcome: one.outcome,
  reported: one.reported,
  reason: one.reason,
})
