/** A request as it was received. `receivedAt`: when it arrived, ms since 1970; a replay has the time of the first arrival. */
export type Received = { headers: Headers; body: Uint8Array<ArrayBuffer>; receivedAt: number }

/** Whether a request comes from its sender. `reason`: why not, for people. */
export type Verdict = { ok: true } | { ok: false; code: 'signature_invalid' | 'signature_expired'; reason: string }

export const GENUINE: Verdict = { ok: true }
export const wrong = (reason: string): Verdict => ({ ok: false, code: 'signature_invalid', reason })

/** Checks the time in a signature, seconds since 1970, against the arrival of the request; null if it is near enough. */
export function staleness(seconds: string, receivedAt: number, toleranceSeconds: number): Verdict | null {
  if (!/^\d{1,12}$/.test(seconds)) return wrong('The time of the signature is not a number of seconds since 1970.')
  const apart = Math.abs(receivedAt / 1000 - Number(seconds))
  if (apart <= toleranceSeconds) return null
  return {
    ok: false,
    code: 'signature_expired',
    reason: `The request was signed ${Math.round(apart)} s from its arrival; at most ${toleranceSeconds} s are allowed.`,
  }
}
