import { Refusal } from '../errors.ts'
import { sha256 } from '../lib/crypto.ts'
import { toHex } from '../lib/encoding.ts'
import type { Limits } from '../limits/meter.ts'
import type { SignInGate } from './sign-in-gate-object.ts'

type Gates = DurableObjectNamespace<SignInGate>

const PER_ACCOUNT: Limits = { minute: 5, hour: 20, day: 100 }
const PER_ADDRESS: Limits = { minute: 60, hour: 600, day: 3000 }

// An object's name is kept by the platform: it holds a digest, not the address itself.
const gateOf = async (gates: Gates, kind: string, name: string) =>
  gates.get(gates.idFromName(`${kind}:${toHex(await sha256(name))}`))

/** Counts an attempt to get in as `account` from `ip`. Throws `rate_limited` when there were too many. */
export async function countAttempt(gates: Gates, account: string, ip: string | null): Promise<void> {
  const waits = await Promise.all([
    gateOf(gates, 'account', account).then((gate) => gate.attempt(PER_ACCOUNT)),
    ip === null ? null : gateOf(gates, 'address', ip).then((gate) => gate.attempt(PER_ADDRESS)),
  ])
  const wait = Math.max(...waits.map((one) => one ?? 0))
  if (wait > 0) {
    throw new Refusal({
      kind: 'rate_limited',
      detail: 'Too many attempts. Wait a little before you try again.',
      retryAfterMs: wait,
    })
  }
}

/** The attempt was good: the account's earlier failures no longer count. */
export async function attemptSucceeded(gates: Gates, account: string): Promise<void> {
  await (await gateOf(gates, 'account', account)).forget()
}
