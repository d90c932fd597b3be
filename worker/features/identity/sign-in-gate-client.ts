import ipaddr from 'ipaddr.js'
import { Refusal } from '../../platform/errors.ts'
import { sha256 } from '../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../platform/lib/crypto/encoding.ts'
import type { Limits } from '../../platform/limits/meter.ts'
import type { SignInGate } from './sign-in-gate-object.ts'

type Gates = DurableObjectNamespace<SignInGate>

/** Attempts at one account from one network. This limit stops password guessing. */
const PER_ACCOUNT_AND_NETWORK: Limits = { minute: 5, hour: 20, day: 100 }
/** Attempts at any account from one network. */
const PER_NETWORK: Limits = { minute: 60, hour: 600, day: 3000 }
/** Attempts at one account from all networks: high, so that a stranger cannot lock out the owner of the account. */
const PER_ACCOUNT: Limits = { minute: 60, hour: 500, day: 2000 }
const SETUP_PER_NETWORK: Limits = { minute: 10, hour: 60, day: 300 }

/** Prefix length of an IPv6 network: who has one address of a /64 usually has all of them (RFC 6177). */
const IPV6_NETWORK_BITS = 64

/** The network of an IP address: an IPv4 address itself, a /64 of IPv6. */
export function networkOf(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${IPV6_NETWORK_BITS}`).toString()
}

// The platform stores the names of objects, so the name is a digest and not the address itself.
const gateOf = async (gates: Gates, kind: string, name: string) =>
  gates.get(gates.idFromName(`${kind}:${toHex(await sha256(name))}`))

const pairOf = (gates: Gates, account: string, ip: string | null) =>
  gateOf(gates, 'pair', JSON.stringify([account, networkOf(ip)]))

/**
 * Counts an attempt to sign in as `account` from the IP address `ip`. Throws `rate_limited` after too many attempts
 * from this network, or at this account from all networks; the latter limit does not apply to a network from which the
 * right password was given recently.
 */
export async function countSignIn(gates: Gates, account: string, ip: string | null): Promise<void> {
  const pair = await pairOf(gates, account, ip)
  refuse(await Promise.all([pair.attempt(PER_ACCOUNT_AND_NETWORK), attemptFrom(gates, ip, PER_NETWORK)]))
  const wait = await (await gateOf(gates, 'account', account)).attempt(PER_ACCOUNT)
  // An object of the previous version does not have this method: for some minutes after a deployment the limit applies
  // to all.
  if (wait !== null && !(await pair.isKnown().catch(() => false))) refuse([wait])
}

/**
 * Counts an attempt at the first-run setup from the IP address `ip`. Throws `rate_limited` after too many attempts from
 * there.
 */
export async function countSetup(gates: Gates, ip: string | null): Promise<void> {
  const gate = await gateOf(gates, 'setup', networkOf(ip))
  refuse([await gate.attempt(SETUP_PER_NETWORK)])
}

/**
 * Counts an attempt at something else that anybody may try, such as `oauth-register`, and `name` for whom or for what it is
 * counted. Returns null if it is allowed, else the time to wait (ms). One object call.
 */
export const countAttempt = async (gates: Gates, kind: string, name: string, limits: Limits): Promise<number | null> =>
  (await gateOf(gates, kind, name)).attempt(limits)

/** Called after a successful sign-in: earlier failures at this account from this network no longer count. */
export async function signInSucceeded(gates: Gates, account: string, ip: string | null): Promise<void> {
  const pair = await pairOf(gates, account, ip)
  await pair.succeeded().catch(() => pair.forget())
}

const attemptFrom = async (gates: Gates, ip: string | null, limits: Limits) =>
  (await gateOf(gates, 'address', networkOf(ip))).attempt(limits)

function refuse(waits: (number | null)[]): void {
  const wait = Math.max(...waits.map((one) => one ?? 0))
  if (wait === 0) return
  throw new Refusal({
    kind: 'rate_limited',
    detail: 'Too many attempts. Wait a little before you try again.',
    retryAfterMs: wait,
  })
}
