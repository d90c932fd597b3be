import { attempts, deliveries } from './schema.ts'

/** What is kept of an attempt before the last one of a delivery. */
export const attemptColumns = {
  number: attempts.number,
  startedAt: attempts.startedAt,
  durationMs: attempts.durationMs,
  responseStatus: attempts.responseStatus,
  errorKind: attempts.errorKind,
  errorMessage: attempts.errorMessage,
  exchange: attempts.exchange,
}

/** The same of the last one, which stands in the delivery itself; its number is how many there were. */
export const lastAttemptColumns = {
  startedAt: deliveries.startedAt,
  durationMs: deliveries.durationMs,
  responseStatus: deliveries.responseStatus,
  errorKind: deliveries.errorKind,
  errorMessage: deliveries.errorMessage,
  exchange: deliveries.exchange,
}
