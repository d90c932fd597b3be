import { DurableObject } from 'cloudflare:workers'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { GateCore, type SavedGate } from './gate-core.ts'
import {
  type CircuitView,
  type Ending,
  type GateAnswer,
  type GatePolicy,
  isKnownVersion,
  type Report,
  routeOf,
} from './gate-protocol.ts'

const showing = loadOnce(() => import('./show-circuit.ts'))

/** Shorter than the ten idle seconds after which the object may be evicted, ms. */
const QUIET_MS = 4000

type Shown = { epoch: number; closed: boolean }

/**
 * The circuit breaker and the limits of one gateway route: a shell around GateCore. Circuit and counted calls are stored
 * before each answer, so a restart neither closes an open circuit nor admits more calls than the limit. Calls in progress are
 * stored when no call has come for some seconds: an eviction keeps them, a crash forgets them. `rpc`: gate-protocol.ts. The
 * methods return results and never throw.
 */
export class RouteGate extends DurableObject<Env> {
  readonly #core: GateCore
  #lastCall = 0
  #alarmSet = false
  #storedPermits: boolean
  /** The epoch of the circuit that the row of the route shows, and whether it shows it as closed. */
  #shown: Shown
  #isShowing = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { kv } = ctx.storage
    const saved: SavedGate = { circuit: kv.get('circuit'), meter: kv.get('meter'), permits: kv.get('permits') }
    this.#storedPermits = saved.permits !== undefined
    this.#shown = kv.get<Shown>('shown') ?? { epoch: 0, closed: true }
    // The output gate delays answers until the writes are durable.
    this.#core = new GateCore(saved, Date.now(), {
      circuit: (circuit) => {
        kv.put('circuit', circuit)
        this.#show()
      },
      meter: (meter) => kv.put('meter', meter),
    })
    this.#show()
  }

  /** Decides about one call, after counting what its isolate has seen. */
  async admit(policy: GatePolicy, report: Report, rpc?: number): Promise<GateAnswer | null> {
    if (!isKnownVersion(rpc)) return null
    const answer = this.#core.admit(policy, report, Date.now(), Math.random())
    this.#touched()
    return answer
  }

  /** Takes back what calls held, and counts what their isolate has seen. `version`: of the route that it knows. */
  async tell(version: number, endings: Ending[], report: Report, rpc?: number): Promise<CircuitView | null> {
    if (!isKnownVersion(rpc)) return null
    const now = Date.now()
    for (const ending of endings) this.#core.end(ending, now, Math.random())
    this.#core.count(version, report, now, Math.random())
    if (endings.length > 0) this.#touched()
    return this.#core.view(now)
  }

  override async alarm(): Promise<void> {
    this.#alarmSet = false
    this.#show()
    if (Date.now() - this.#lastCall < QUIET_MS / 2) return this.#settleLater()
    const permits = this.#core.settle(Date.now())
    this.#storePermits(permits.length > 0 ? permits : null)
  }

  #touched(): void {
    this.#lastCall = Date.now()
    // What stands there is no longer true.
    this.#storePermits(null)
    if (this.#core.isUnsettled && !this.#alarmSet) this.#settleLater()
  }

  #storePermits(permits: [number, number][] | null): void {
    if (permits) this.ctx.storage.kv.put('permits', permits)
    else if (this.#storedPermits) this.ctx.storage.kv.delete('permits')
    this.#storedPermits = permits !== null
  }

  #settleLater(): void {
    this.#alarmSet = true
    // An alarm, not a timer: a timer would keep the object awake, and billed, until it fires.
    this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now() + QUIET_MS))
  }

  /** Brings the row of the route up to date in the background, one write at a time. */
  #show(): void {
    if (!this.#isShowing && this.#shown.epoch !== this.#core.breaker.epoch) this.ctx.waitUntil(this.#showNow())
  }

  async #showNow(): Promise<void> {
    this.#isShowing = true
    try {
      const route = routeOf(this.ctx.id.name ?? '')
      const { showCircuit } = await showing()
      while (this.#shown.epoch !== this.#core.breaker.epoch) {
        const { epoch, state, openUntil } = this.#core.breaker
        await showCircuit(this.env, route, { state, openUntil }, this.#shown.closed)
        this.#shown = { epoch, closed: state === 'closed' }
        this.ctx.storage.kv.put('shown', this.#shown)
      }
    } catch (error) {
      reportError('the circuit of a route could not be shown', error)
      if (!this.#alarmSet) this.#settleLater()
    } finally {
      this.#isShowing = false
    }
  }
}
