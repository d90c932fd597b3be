import type { Counter, LogMessage, LogRecord } from './entry.ts'

/** The common fields of calls from one caller to one endpoint, stored once per message. */
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

/** One call: index of its shape, ms since the message's time, duration (ms), id, and the optional rest. */
type Call = [shape: number, after: number, durationMs: number, id: string, more?: More]
/** The request id only if it does not have the same number as the entry's id. */
type More = Partial<Pick<LogRecord, 'near' | 'captured' | 'requestId'>>

/**
 * A packed LogMessage: about a seventh of its size, because most fields are the same for all calls of one caller.
 * `time`: of its first call, ms since 1970. The previous and the next version of the code may read a message, so: each
 * new field has a name and is optional, and no position of a Call changes its meaning.
 */
export type PackedMessage = { id: string; time: number; shapes: Shape[]; calls: Call[]; counters: Counter[] }

/** The id of a request and that of its entry usually have the same number. */
const requestOf = (id: string): string => `req_${id.slice('log_'.length)}`

export function packMessage({ id, entries, counters }: LogMessage): PackedMessage {
  // By key: the calls of a key have few shapes, and comparing them is faster than building a text of all fields.
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
    let place = places.find((one) => hasShape(shapes[one], entry))
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

/** The inverse of packing. Also accepts a message that was not packed. */
export function unpackMessage(message: PackedMessage | LogMessage): LogMessage {
  if ('entries' in message) return message
  const entries = message.calls.flatMap(([place, after, durationMs, id, more]): LogRecord[] => {
    const shape = message.shapes[place]
    return shape ? [{ ...shape, time: message.time + after, durationMs, id, requestId: requestOf(id), ...more }] : []
  })
  return { id: message.id, entries, counters: message.counters }
}

/** Whether an entry has this shape; the fields that differ most often come first. */
const hasShape = (shape: Shape | undefined, one: LogRecord): boolean =>
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
  // Undefined members are left out of the JSON.
  outcome: one.outcome,
  reported: one.reported,
  reason: one.reason,
})
