import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../../contract/alerts.ts'
import type { Page } from '../../../../contract/common.ts'
import { json, newTestOrg } from '../../../../test/support/kit.ts'
import { until } from '../../../../test/support/until.ts'
import { newId } from '../../../platform/lib/ids.ts'
import type { Breaker } from './breaker.ts'
import { gateNameOf } from './gate-protocol.ts'
import { type Admission, type Admitted, type GateDeps, gateClient } from './route-gate-client.ts'

type Route = Parameters<ReturnType<typeof gateClient>['admit']>[2]

/** An organization's route, which only its gate knows. */
function newRoute(settings: Partial<Route> = {}) {
  const route: Route = {
    id: `rte_${crypto.randomUUID()}`,
    version: 1,
    perMinute: null,
    maxConcurrency: null,
    timeoutSeconds: 30,
    retry: 1,
    ...settings,
  }
  return { organizationId: newId('org', Date.now()), route }
}

const gateOf = ({ organizationId, route }: ReturnType<typeof newRoute>) =>
  env.ROUTE_GATE.get(env.ROUTE_GATE.idFromName(gateNameOf({ organizationId, routeId: route.id })))

/** An isolate of its own, whose calls to objects are counted and take up to `delayMs` each way, or fail. */
function newIsolate({ delayMs = 0, isCutOff = (): boolean => false } = {}) {
  const client = gateClient()
  const work: Promise<unknown>[] = []
  const counts = { calls: 0 }
  const wait = () => (delayMs > 0 ? scheduler.wait(Math.random() * delayMs) : null)
  const ROUTE_GATE = new Proxy(env.ROUTE_GATE, {
    get(namespace, property) {
      const value = Reflect.get(namespace, property, namespace)
      if (property !== 'get') return value.bind(namespace)
      return (id: DurableObjectId) => {
        const stub = namespace.get(id)
        const slow =
          (method: 'admit' | 'tell') =>
          async (...input: unknown[]) => {
            counts.calls++
            await wait()
            if (isCutOff()) throw new Error('no object can be reached')
            const output = await Reflect.apply(stub[method], stub, input)
            await wait()
            return output
          }
        return { admit: slow('admit'), tell: slow('tell') }
      }
    },
  })
  const deps: GateDeps = { env: { ROUTE_GATE }, waitUntil: (one) => void work.push(one) }
  return {
    counts,
    /** Admits a call, `laterMs` after now. */
    admit: (one: ReturnType<typeof newRoute>, laterMs = 0) =>
      client.admit(deps, one.organizationId, one.route, Date.now() + laterMs),
    settled: async () => {
      while (work.length > 0) await Promise.all(work.splice(0))
    },
  }
}
type Isolate = ReturnType<typeof newIsolate>

function admitted(answer: Admission): Admitted {
  if (answer.kind !== 'admitted') throw new Error(`the gate answered ${JSON.stringify(answer)}`)
  return answer
}

async function callWith(
  isolate: Isolate,
  one: ReturnType<typeof newRoute>,
  result: 'answered' | 'failed' | 'unused',
  laterMs = 0,
) {
  const answer = await isolate.admit(one, laterMs)
  if (answer.kind === 'admitted') answer.done(result)
  return answer.kind
}

/** Longer than a circuit stays open when it first opens, ms. */
const OPEN_MS = 5001

/** Lets an open circuit's time pass. */
async function passOpenTime(one: ReturnType<typeof newRoute>): Promise<void> {
  const gate = gateOf(one)
  await runInDurableObject(gate, async (_, state) => {
    const circuit = state.storage.kv.get<{ version: number; breaker: Breaker }>('circuit')
    if (!circuit) throw new Error('no circuit is stored')
    circuit.breaker.openUntil = Date.now() - 1
    state.storage.kv.put('circuit', circuit)
  })
  await evictDurableObject(gate)
}

async function open(isolate: Isolate, one: ReturnType<typeof newRoute>): Promise<void> {
  for (let n = 0; n < 5; n++) await callWith(isolate, one, 'failed')
  await isolate.settled()
}

describe('a route without limits', () => {
  it('asks no object while its upstream answers, and admits without waiting', async () => {
    const isolate = newIsolate()
    const one = newRoute()
    for (let n = 0; n < 100; n++) {
      const answer = isolate.admit(one)
      expect(answer).not.toBeInstanceOf(Promise)
      admitted(answer as Admission).done(n % 2 === 0 ? 'answered' : 'unused')
    }
    await isolate.settled()
    expect(isolate.counts.calls).toBe(0)
  })

  it('reports each failure once, and fifty at the same moment with two calls', async () => {
    const isolate = newIsolate({ delayMs: 20 })
    const one = newRoute()
    const calls = Array.from({ length: 50 }, () => admitted(isolate.admit(one) as Admission))
    for (const call of calls) {
      call.done('failed')
      call.done('failed')
    }
    await isolate.settled()
    expect(isolate.counts.calls).toBe(2)
    expect(isolate.admit(one)).toMatchObject({ kind: 'open' })
  })

  it('is refused without a call once five calls failed, in other isolates after their first failure', async () => {
    const [first, second] = [newIsolate(), newIsolate()]
    const one = newRoute()
    await open(first, one)
    const asked = first.counts.calls
    const refused = first.admit(one) as Admission
    expect(refused.kind === 'open' && refused.retryAfterMs).toBeGreaterThan(3000)
    for (let n = 0; n < 100; n++) expect(await callWith(first, one, 'answered')).toBe('open')
    expect(first.counts.calls).toBe(asked)

    expect(await callWith(second, one, 'failed')).toBe('admitted')
    await second.settled()
    expect(await callWith(second, one, 'failed')).toBe('open')
    expect(second.counts.calls).toBe(1)
  })

  it('stays closed with answers of any kind, and with callers who leave', async () => {
    const isolate = newIsolate()
    const one = newRoute()
    for (let n = 0; n < 4; n++) await callWith(isolate, one, 'failed')
    for (let n = 0; n < 50; n++) await callWith(isolate, one, n % 2 === 0 ? 'answered' : 'unused')
    for (let n = 0; n < 4; n++) await callWith(isolate, one, 'failed')
    await isolate.settled()
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
  })

  it('lets one call of all isolates try, and closes when it is answered', async () => {
    const isolates = Array.from({ length: 5 }, () => newIsolate({ delayMs: 10 }))
    const one = newRoute()
    for (const isolate of isolates) await open(isolate, one)
    await passOpenTime(one)
    // Every isolate knows that it has to ask.
    const answers = await Promise.all(isolates.flatMap((isolate) => [1, 2, 3].map(() => isolate.admit(one, OPEN_MS))))
    const probes = answers.filter((answer) => answer.kind === 'admitted')
    expect(probes).toHaveLength(1)
    probes[0]?.began()
    await Promise.all(isolates.map((isolate) => isolate.settled()))
    for (const isolate of isolates) await until(async () => (await callWith(isolate, one, 'answered')) === 'admitted')
  })

  it('asks once for all calls that come when the open time is over', async () => {
    const isolate = newIsolate({ delayMs: 20 })
    const one = newRoute()
    await open(isolate, one)
    await passOpenTime(one)
    const asked = isolate.counts.calls
    const answers = await Promise.all(Array.from({ length: 50 }, () => isolate.admit(one, OPEN_MS)))
    expect(answers.filter(({ kind }) => kind === 'admitted')).toHaveLength(1)
    expect(isolate.counts.calls).toBe(asked + 1)
  })

  it('opens again when the probe fails, and gives it to another call when it was not used', async () => {
    const isolate = newIsolate()
    const one = newRoute()
    await open(isolate, one)
    await passOpenTime(one)
    expect(await callWith(isolate, one, 'unused', OPEN_MS)).toBe('admitted')
    await isolate.settled()
    admitted(await isolate.admit(one)).cancel()
    await isolate.settled()
    expect(await callWith(isolate, one, 'failed')).toBe('admitted')
    await isolate.settled()
    const answer = await isolate.admit(one)
    expect(answer.kind === 'open' && answer.retryAfterMs).toBeGreaterThan(7000)
  })

  it('stays open over a restart of its object', async () => {
    const one = newRoute()
    await open(newIsolate(), one)
    await abortAllDurableObjects()
    const isolate = newIsolate()
    await callWith(isolate, one, 'failed')
    await isolate.settled()
    expect(await callWith(isolate, one, 'answered')).toBe('open')
  })

  it('is closed at once for the next version of the route', async () => {
    const isolate = newIsolate()
    const one = newRoute()
    await open(isolate, one)
    const changed = { ...one, route: { ...one.route, version: 2 } }
    expect(await callWith(isolate, changed, 'failed')).toBe('admitted')
    await isolate.settled()
    expect(await callWith(isolate, changed, 'answered')).toBe('admitted')
    // Late news of an isolate that still knows the old version.
    const late = newIsolate()
    await open(late, one)
    expect(await callWith(isolate, changed, 'failed')).toBe('admitted')
    await isolate.settled()
    expect(await callWith(isolate, changed, 'answered')).toBe('admitted')
  })

  it('admits all calls while its object cannot be reached, also if its circuit was open', async () => {
    let isCutOff = true
    const isolate = newIsolate({ isCutOff: () => isCutOff })
    const one = newRoute()
    for (let n = 0; n < 20; n++) expect(await callWith(isolate, one, 'failed')).toBe('admitted')
    isCutOff = false
    await isolate.settled()
    await open(isolate, one)
    isCutOff = true
    expect(await callWith(isolate, one, 'answered')).toBe('open')
    expect(await callWith(isolate, one, 'answered', OPEN_MS)).toBe('admitted')
  })
})

describe('the circuit of a route', () => {
  async function storedRoute() {
    const org = await newTestOrg()
    const { route } = newRoute({ id: newId('rte', Date.now()) })
    await env.DB.prepare(
      `INSERT INTO gateway_routes
         (organization_id, id, name, description, prefix, exact, upstream, methods, scopes, cost, timeout_seconds,
          idle_timeout_seconds, strip_prefix, retry, response_headers, status, circuit, source, version, created_at)
       VALUES (?, ?, 'Forum', '', 'forum', 0, 'https://forum.example.com', '["GET"]', '[]', 1, 30, 60, 1, 1, '{}',
         'active', 'closed', 'manual', 1, ?)`,
    )
      .bind(org.organizationId, route.id, Date.now())
      .run()
    const stored = () =>
      env.DB.prepare('SELECT circuit, circuit_open_until AS openUntil, version FROM gateway_routes WHERE id = ?')
        .bind(route.id)
        .first<{ circuit: string; openUntil: number | null; version: number }>()
    const alerts = async () => (await json<Page<Alert>>('GET', '/api/v1/alerts?kind=upstream_failing', org)).data
    return { one: { organizationId: org.organizationId, route }, stored, alerts }
  }

  it('is shown in its row with one alert while it is open, and ends both when it closes', async () => {
    const { one, stored, alerts } = await storedRoute()
    const isolate = newIsolate()
    await open(isolate, one)
    await until(async () => (await stored())?.circuit === 'open')
    expect((await stored())?.openUntil).toBeGreaterThan(Date.now())
    await until(async () => (await alerts()).length > 0)
    await passOpenTime(one)
    expect(await callWith(isolate, one, 'failed', OPEN_MS)).toBe('admitted')
    await isolate.settled()
    await passOpenTime(one)
    const probe = admitted(await isolate.admit(one, 2 * OPEN_MS))
    await until(async () => (await stored())?.circuit === 'half_open')
    expect(await alerts()).toMatchObject([
      {
        status: 'open',
        count: 1,
        severity: 'critical',
        target: { type: 'gateway_route', id: one.route.id, name: 'Forum' },
      },
    ])
    probe.done('answered')
    await isolate.settled()
    await until(async () => (await alerts())[0]?.status === 'resolved')
    expect(await stored()).toEqual({ circuit: 'closed', openUntil: null, version: 1 })
  })

  it('is shown once the database answers again', async () => {
    const { one, stored } = await storedRoute()
    await env.DB.exec('ALTER TABLE gateway_routes RENAME TO gateway_routes_away')
    await open(newIsolate(), one)
    await runInDurableObject(gateOf(one), (gate) => gate.alarm())
    await env.DB.exec('ALTER TABLE gateway_routes_away RENAME TO gateway_routes')
    await until(async () => {
      await runInDurableObject(gateOf(one), (gate) => gate.alarm())
      return (await stored())?.circuit === 'open'
    })
  })

  it('raises no alert about a route that is deleted', async () => {
    const { one, alerts } = await storedRoute()
    await env.DB.prepare('DELETE FROM gateway_routes WHERE id = ?').bind(one.route.id).run()
    await open(newIsolate(), one)
    await until(() =>
      runInDurableObject(gateOf(one), (_, state) => state.storage.kv.get<{ epoch: number }>('shown')?.epoch === 1),
    )
    expect(await alerts()).toEqual([])
  })
})

describe('a limit of calls per minute', () => {
  it('admits exactly 100 of 1,000 concurrent calls of two isolates', async () => {
    const isolates = [newIsolate({ delayMs: 30 }), newIsolate({ delayMs: 30 })]
    const one = newRoute({ perMinute: 100 })
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => isolates[n % 2]?.admit(one) as Promise<Admission>),
    )
    const kinds = answers.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'admitted')).toHaveLength(100)
    expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(900)
    const limited = answers.find(({ kind }) => kind === 'limited')
    expect(limited?.kind === 'limited' && limited.retryAfterMs).toBeGreaterThan(30_000)
  })

  it('admits no call more after a restart, with and without calls stored in advance', async () => {
    const isolate = newIsolate()
    const small = newRoute({ perMinute: 10 })
    for (let n = 0; n < 6; n++) await callWith(isolate, small, 'answered')
    const large = newRoute({ perMinute: 1000 })
    for (let n = 0; n < 25; n++) await callWith(isolate, large, 'answered')
    await abortAllDurableObjects()
    const kinds = await Promise.all(Array.from({ length: 20 }, () => callWith(newIsolate(), small, 'answered')))
    expect(kinds.filter((kind) => kind === 'admitted')).toHaveLength(4)
    const more = await Promise.all(Array.from({ length: 1000 }, () => callWith(newIsolate(), large, 'answered')))
    const admittedCalls = more.filter((kind) => kind === 'admitted').length
    expect(admittedCalls).toBeLessThanOrEqual(975)
    expect(admittedCalls).toBeGreaterThan(960)
  })

  it('gives back the place of a call that the guard refused, and nothing else', async () => {
    const isolate = newIsolate()
    const one = newRoute({ perMinute: 3 })
    const first = admitted(await isolate.admit(one))
    const second = admitted(await isolate.admit(one))
    second.cancel()
    second.cancel()
    second.done('answered')
    first.done('failed')
    first.cancel()
    await isolate.settled()
    expect(await callWith(isolate, one, 'unused')).toBe('admitted')
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
    expect(await callWith(isolate, one, 'answered')).toBe('limited')
    await isolate.settled()
  })

  it('has given it back after an eviction too', async () => {
    const isolate = newIsolate()
    const one = newRoute({ perMinute: 2 })
    admitted(await isolate.admit(one)).cancel()
    await isolate.settled()
    await until(() =>
      runInDurableObject(gateOf(one), async (gate, state) => {
        await gate.alarm()
        const saved = state.storage.kv.get<{ meter: { windows: { minute: { sum: number } } } }>('meter')
        return saved?.meter.windows.minute.sum === 0
      }),
    )
    await abortAllDurableObjects()
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
    expect(await callWith(isolate, one, 'answered')).toBe('limited')
  })

  it('costs one object call for a call, and none for a moment after a refusal', async () => {
    const isolate = newIsolate()
    const one = newRoute({ perMinute: 2 })
    for (let n = 0; n < 40; n++) await callWith(isolate, one, 'answered')
    await isolate.settled()
    expect(isolate.counts.calls).toBeLessThan(10)
  })

  it('refuses calls while its object cannot be reached', async () => {
    const isolate = newIsolate({ isCutOff: () => true })
    const answer = isolate.admit(newRoute({ perMinute: 10 })) as Promise<Admission>
    await expect(answer).rejects.toMatchObject({ error: { kind: 'unavailable', code: 'guard_unavailable' } })
  })

  it('refuses callers with an unknown version of the RPC', async () => {
    const gate = gateOf(newRoute())
    const policy = { version: 1, perMinute: null, maxConcurrency: null, probeMs: 1000, permitMs: 1000 }
    const report = { answered: [], failed: [], row: 0 }
    expect(await gate.admit(policy, report)).toBeNull()
    expect(await gate.admit(policy, report, 99)).toBeNull()
    expect(await gate.tell(1, [], report, 99)).toBeNull()
  })
})

describe('a limit of concurrency', () => {
  it('admits exactly as many of 1,000 concurrent calls, and others once they have ended', async () => {
    const isolates = [newIsolate({ delayMs: 30 }), newIsolate({ delayMs: 30 })]
    const one = newRoute({ maxConcurrency: 7 })
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => isolates[n % 2]?.admit(one) as Promise<Admission>),
    )
    const open = answers.filter((answer) => answer.kind === 'admitted')
    expect(open).toHaveLength(7)
    expect(answers.filter(({ kind }) => kind === 'busy')).toHaveLength(993)
    open[0]?.done('answered')
    open[1]?.cancel()
    open[2]?.done('unused')
    for (const isolate of isolates) await isolate.settled()
    const next = await Promise.all(Array.from({ length: 10 }, () => isolates[0]?.admit(one) as Promise<Admission>))
    expect(next.filter(({ kind }) => kind === 'admitted')).toHaveLength(3)
  })

  it('still counts calls in progress after an eviction, and loses them after their time', async () => {
    const isolate = newIsolate()
    const one = newRoute({ maxConcurrency: 1 })
    const call = admitted(await isolate.admit(one))
    await until(() =>
      runInDurableObject(gateOf(one), async (gate, state) => {
        await gate.alarm()
        return state.storage.kv.get('permits')
      }),
    )
    await evictDurableObject(gateOf(one))
    expect(await callWith(isolate, one, 'answered')).toBe('busy')
    call.done('answered')
    await isolate.settled()
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
    await isolate.settled()
    const gate = gateOf(one)
    const lost = await gate.admit(
      { version: 1, perMinute: null, maxConcurrency: 1, probeMs: 1, permitMs: 0 },
      { answered: [], failed: [], row: 0 },
      1,
    )
    expect(lost?.decision.kind).toBe('admitted')
    expect(await callWith(isolate, one, 'answered')).toBe('admitted')
  })
})
