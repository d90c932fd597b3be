import type { Attempt, Delivery, Webhook } from '../../../../client/src/generated.ts'
import { asTitle, causeText, deliveredText, failedText, retryingText } from '../../../format/delivery-outcome.ts'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

type Ended = {
  error: Delivery['error']
  /** Null if there was no response. */
  status: number | null
  durationMs: number | null
}

/** Why an attempt failed, in a few words: "Answered 503", "Timed out, 15 s". */
export const causeOf = ({ error, status, durationMs }: Ended): string =>
  error === null ? m.delivery_outcome_delivered() : asTitle(causeText({ kind: error.kind, status, durationMs }))

/** The same for an attempt of the details. */
export const causeOfAttempt = ({ error, response, durationMs }: Attempt): string =>
  causeOf({ error, status: response?.status ?? null, durationMs })

export type OutcomeTone = 'faint' | 'warn' | 'bad'

type Outcome = {
  text: string
  /** The whole text, where `text` leaves something out. */
  title?: string
  tone: OutcomeTone
}

/** What has become of a delivery, in at most 26 characters, and how much attention it needs. */
export function outcomeOf(delivery: Delivery, webhook: Pick<Webhook, 'maxRetries' | 'status'>): Outcome {
  const { status, state, attempts, error, responseStatus, durationMs } = delivery
  const cause = error === null ? null : causeText({ kind: error.kind, status: responseStatus, durationMs })
  switch (status) {
    case 'succeeded':
      return { text: deliveredText(attempts), tone: 'faint' }
    case 'failed': {
      if (cause === null) return { text: m.delivery_state_name({ state }), tone: 'bad' }
      const spent = attempts > 1 && attempts > webhook.maxRetries
      return {
        text: failedText(cause, spent),
        ...(spent ? { title: `${failedText(cause, true)}, ${cause}` } : {}),
        tone: 'bad',
      }
    }
    case 'pending':
      return state === 'retrying' && cause !== null
        ? { text: retryingText(cause), tone: 'warn' }
        : { text: m.deliveries_outcome_queued(), tone: 'faint' }
    case 'delivering':
      return { text: m.deliveries_outcome_sending(), tone: 'faint' }
    case 'held':
      return { text: m.deliveries_outcome_held({ status: webhook.status }), tone: 'faint' }
    case 'canceled':
      return { text: m.deliveries_outcome_canceled(), tone: 'faint' }
  }
}

/** "3 of 8"; only the number if a manual retry went beyond the schedule. */
export function attemptsText({ attempts }: Pick<Delivery, 'attempts'>, { maxRetries }: Webhook): string {
  const most = maxRetries + 1
  if (attempts > most) return formatNumber(attempts)
  return m.deliveries_attempts_of({ number: formatNumber(attempts), most: formatNumber(most) })
}

/** The causes of failures among some deliveries, with their number, the most frequent first. */
export function causesOf(deliveries: readonly Delivery[]): { cause: string; count: number }[] {
  const failed = deliveries.filter(({ error, state }) => error !== null && (state === 'failed' || state === 'retrying'))
  const groups = Map.groupBy(failed, ({ error, responseStatus, durationMs }) =>
    causeOf({ error, status: responseStatus, durationMs }),
  )
  return [...groups]
    .map(([cause, of]) => ({ cause, count: of.length }))
    .toSorted((one, other) => other.count - one.count)
}
