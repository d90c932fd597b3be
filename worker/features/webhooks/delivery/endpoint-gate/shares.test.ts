import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  belongsToSlow,
  type Caller,
  type Limits,
  type Load,
  limitsOf,
  mayStart,
  pickNext,
  waitForShareMs,
} from './shares.ts'

/** The connections of a batch, with calls that end when the test says so. */
class Model {
  readonly open: Caller[] = []
  readonly served: Caller[] = []
  readonly #lastServed = new Map<string, number>()
  readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  get load(): Load {
    return {
      open: this.open.length,
      unproven: this.open.filter(({ proven }) => !proven).length,
      byWebhook: countBy(this.open, ({ webhookId }) => webhookId),
      byOrganization: countBy(this.open, ({ organizationId }) => organizationId),
      lastServed: this.#lastServed,
    }
  }

  /** Gives connections to waiting deliveries until none may have one. */
  serve(waiting: Caller[]): void {
    for (;;) {
      const next = pickNext(waiting, this.load, this.limits)
      if (!next) return
      waiting.splice(waiting.indexOf(next), 1)
      this.open.push(next)
      this.served.push(next)
      this.#lastServed.set(next.organizationId, this.served.length)
      this.#lastServed.set(next.webhookId, this.served.length)
    }
  }
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(items, keyOf)].map(([key, some]) => [key, some.length]))
}

const callers = fc.array(
  fc
    .record({
      organization: fc.integer({ min: 0, max: 4 }),
      webhook: fc.integer({ min: 0, max: 3 }),
      proven: fc.boolean(),
    })
    .map(({ organization, webhook, proven }) => ({
      organizationId: `o${organization}`,
      // A webhook is proven or not for a whole batch.
      webhookId: `o${organization}w${webhook}${proven ? 'p' : ''}`,
      proven,
    })),
  { maxLength: 60 },
)
const limits = fc.constantFrom(limitsOf('main', 1), limitsOf('main', 9), limitsOf('slow', 1), limitsOf('slow', 9))
const choices = fc.infiniteStream(fc.nat())

describe('connections', () => {
  it('are never more than the limits, and none is idle while a delivery could use it', () => {
    fc.assert(
      fc.property(callers, limits, choices, (waiting, limit, ends) => {
        const model = new Model(limit)
        for (let step = 0; step < 100; step++) {
          model.serve(waiting)
          const { open, unproven, byWebhook } = model.load
          expect(open).toBeLessThanOrEqual(limit.connections)
          expect(unproven).toBeLessThanOrEqual(limit.unproven)
          expect(Math.max(0, ...byWebhook.values())).toBeLessThanOrEqual(limit.perWebhook)
          expect(waiting.some((one) => mayStart(one, model.load, limit))).toBe(false)
          if (model.open.length === 0) break
          model.open.splice((ends.next().value ?? 0) % model.open.length, 1)
        }
      }),
    )
  })

  it('are given to everybody who waits, in any order of calls: nobody starves', () => {
    fc.assert(
      fc.property(callers, limits, choices, (waiting, limit, ends) => {
        const model = new Model(limit)
        const count = waiting.length
        for (let step = 0; step <= count; step++) {
          model.serve(waiting)
          if (model.open.length > 0) model.open.splice((ends.next().value ?? 0) % model.open.length, 1)
        }
        expect(waiting).toEqual([])
        expect(model.served).toHaveLength(count)
      }),
    )
  })

  it('are shared between organizations, for any number of deliveries or webhooks', () => {
    const many = (organizationId: string, webhooks: number, each: number) =>
      Array.from({ length: webhooks * each }, (_, n) => ({
        organizationId,
        webhookId: `${organizationId}-${n % webhooks}`,
        proven: true,
      }))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 10 }),
        choices,
        (webhooks, each, ends) => {
          const waiting = [...many('large', webhooks, each), ...many('small', 2, 20)]
          const model = new Model(limitsOf('main', webhooks + 2))
          for (let step = 0; step < 20; step++) {
            model.serve(waiting)
            const small = model.load.byOrganization.get('small') ?? 0
            if (waiting.some(({ organizationId }) => organizationId === 'small'))
              expect(small).toBeGreaterThanOrEqual(2)
            model.open.splice((ends.next().value ?? 0) % model.open.length, 1)
          }
        },
      ),
    )
  })

  it('of which two are reserved for endpoints that are known to be fast', () => {
    const model = new Model(limitsOf('main', 200))
    const hanging = Array.from({ length: 200 }, (_, n) => ({
      organizationId: `o${n % 9}`,
      webhookId: `w${n}`,
      proven: false,
    }))
    model.serve(hanging)
    expect(model.open).toHaveLength(4)
    const quick = [{ organizationId: 'quick', webhookId: 'quick', proven: true }]
    model.serve(quick)
    expect(quick).toEqual([])
  })

  it('go to another organization before one whose earlier calls are still open', () => {
    const load: Load = {
      open: 0,
      unproven: 0,
      byWebhook: new Map(),
      byOrganization: new Map([['hanging', 1]]),
      lastServed: new Map(),
    }
    const waiting = ['hanging', 'other'].map((one) => ({ organizationId: one, webhookId: one, proven: false }))
    expect(pickNext(waiting, load, limitsOf('main', 2))?.organizationId).toBe('other')
  })
})

describe('the slow queue', () => {
  it('gets slow endpoints, and unknown ones while their organization has open slow calls', () => {
    expect(belongsToSlow('slow', 0)).toBe(true)
    expect([0, 1, 2, 9].map((calls) => belongsToSlow('unknown', calls))).toEqual([false, false, true, true])
    expect(belongsToSlow('quick', 100)).toBe(false)
  })

  it('limits the open calls of an organization, and postpones the rest, longer if there are more', () => {
    expect(waitForShareMs({ organization: 19, all: 59 }, 0)).toBe(0)
    expect(waitForShareMs({ organization: 20, all: 20 }, 0)).toBe(5000)
    expect(waitForShareMs({ organization: 0, all: 60 }, 0)).toBe(5000)
    expect(waitForShareMs({ organization: 20, all: 20 }, 40)).toBe(15_000)
    expect(waitForShareMs({ organization: 20, all: 20 }, 1000)).toBe(25_000)
  })
})
