import { m } from '../messages/index.ts'

/** The time that a call took, in whole seconds. */
export const secondsOf = ({ durationMs }: { durationMs: number }): number => Math.round(durationMs / 1000)

type Cause = { kind: string; status: number | null; durationMs: number | null }

/** Why an attempt to deliver failed, to stand within a sentence: "answered 503", "timed out, 15 s". */
export const causeText = ({ kind, status, durationMs }: Cause): string =>
  m.delivery_outcome_cause({
    kind,
    status: String(status ?? ''),
    seconds: String(secondsOf({ durationMs: durationMs ?? 0 })),
    // A kind that this version does not know is shown as it is.
    name: kind.replaceAll('_', ' '),
  })

/** A text that begins a line. */
export const asTitle = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "Delivered", or "Delivered after 2 retries" for the third attempt. */
export const deliveredText = (attempts: number): string =>
  attempts > 1 ? m.delivery_outcome_delivered_after({ count: attempts - 1 }) : m.delivery_outcome_delivered()

/** A failed attempt that is followed by another one: "Retrying: answered 503". */
export const retryingText = (cause: string): string => m.delivery_outcome_retrying({ cause })

/** A failed delivery: "Failed: answered 503", or that all of its attempts are used. */
export const failedText = (cause: string, spent: boolean): string =>
  spent ? m.delivery_outcome_spent() : m.delivery_outcome_failed({ cause })
