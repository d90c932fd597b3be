import { setTimeout as sleep } from 'node:timers/promises'
import type { Admission } from './windows.ts'

/** Where a client calls, and with which key. */
export type Target = { port: number; key: string }

/** The results of the calls of one client or several. */
export type Calls = { admitted: Admission[]; denied: number }

/** The results of waiting as long as Retry-After said: refused again, or admitted. */
export type Waits = { calls: number; waits: number; refusedAfterWaiting: string[] }

type Answer = { sentAt: number; answeredAt: number; admitted: boolean; retryAfterSeconds: number }

/** Calls at a steady rate until `end` (ms, of performance.now), whatever the answers are. */
export async function hammer(target: Target, callsPerSecond: number, end: number): Promise<Calls> {
  const start = performance.now()
  const admitted: Admission[] = []
  let denied = 0
  for (let calls = 0; ; calls++) {
    const due = start + (calls * 1000) / callsPerSecond
    if (due >= end) return { admitted, denied }
    await sleep(Math.max(0, due - performance.now()))
    const { sentAt, answeredAt, admitted: letIn } = await call(target)
    if (letIn) admitted.push({ sentAt, answeredAt })
    else denied++
  }
}

/**
 * The only user of a key. It calls after short, uneven pauses, through one target after the other, until it is refused.
 * Then it waits exactly as long as it was told, and calls again. Ends at `end` (ms, of performance.now).
 */
export async function waitAsTold(targets: readonly Target[], longestPauseMs: number, end: number): Promise<Waits> {
  const outcome: Waits = { calls: 0, waits: 0, refusedAfterWaiting: [] }
  let waited = 0
  for (let turn = 0; performance.now() < end; turn++) {
    const target = targets[turn % targets.length]
    if (!target) throw new Error('no target')
    const answer = await call(target)
    outcome.calls++
    if (waited > 0) {
      outcome.waits++
      if (!answer.admitted) {
        outcome.refusedAfterWaiting.push(`after ${waited} s told to wait ${answer.retryAfterSeconds} s more`)
      }
    }
    waited = answer.admitted ? 0 : answer.retryAfterSeconds
    const pauseMs = answer.admitted ? Math.random() * longestPauseMs : waited * 1000
    if (performance.now() + pauseMs >= end) return outcome
    await sleep(pauseMs)
  }
  return outcome
}

async function call({ port, key }: Target): Promise<Answer> {
  const sentAt = performance.now()
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/me`, {
    headers: { authorization: `Bearer ${key}`, 'cf-connecting-ip': '203.0.113.7' },
  })
  // The head of the answer is enough. Its arrival is the time at which the call is known to be admitted.
  const answeredAt = performance.now()
  const text = await response.text()
  const retryAfterSeconds = Number(response.headers.get('retry-after'))
  const refused = response.status === 429 && retryAfterSeconds > 0
  if (response.status !== 200 && !refused) throw new Error(`a call was answered ${response.status}: ${text}`)
  return { sentAt, answeredAt, admitted: !refused, retryAfterSeconds }
}
