import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_CATALOG } from '../../../../contract/event-catalog.data.ts'
import { EVENT_PATTERN, EVENT_TYPE_PATTERN, patternCovers } from '../../../../contract/events.data.ts'
import { WorkBudget } from '../../../platform/lib/budget/work-budget.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { headerProblems } from '../../../platform/outbound/header-rules.ts'
import { compileFilter, MAX_FILTER_STEPS } from './filter.ts'

const EVENT: JsonObject = {
  type: 'invoice.paid',
  data: { total: 120, currency: 'EUR', lines: [{ sku: 'a' }, { sku: 'b' }] },
}

const matches = (query: JsonObject) => {
  const filter = compileFilter(query)
  if (!filter.ok) throw new Error(filter.message)
  return filter.matches(EVENT, new WorkBudget(MAX_FILTER_STEPS))
}

describe('a filter', () => {
  it('evaluates the event like a query of MongoDB', () => {
    expect(matches({})).toBe(true)
    expect(matches({ 'data.total': { $gt: 100 } })).toBe(true)
    expect(matches({ 'data.total': { $gt: 100, $lt: 110 } })).toBe(false)
    expect(matches({ type: { $in: ['invoice.paid', 'invoice.sent'] } })).toBe(true)
    expect(matches({ $or: [{ 'data.currency': 'USD' }, { 'data.total': { $gte: 120 } }] })).toBe(true)
    expect(matches({ 'data.lines': { $elemMatch: { sku: 'b' } } })).toBe(true)
    expect(matches({ 'data.lines': { $size: 3 } })).toBe(false)
    expect(matches({ 'data.note': { $exists: false } })).toBe(true)
    expect(matches({ 'data.currency': { $not: { $eq: 'USD' } } })).toBe(true)
    expect(matches({ type: { $regex: '^INVOICE\\.', $options: 'i' } })).toBe(true)
    expect(matches({ type: { $regex: '^user' } })).toBe(false)
    expect(matches({ 'data.toString': { $exists: true } })).toBe(false)
    expect(matches({ 'data.constructor': { $exists: false } })).toBe(true)
  })

  it.each<[string, JsonObject]>([
    ['runs code', { $where: 'while(true){}' }],
    ['runs code further down', { $and: [{ data: { $where: 'this.x' } }] }],
    ['looks behind in a regular expression', { type: { $regex: '(?<=a)b' } }],
    ['names a type that does not exist', { type: { $type: 'date' } }],
    ['uses an operator that does not exist', { type: { $like: 'x' } }],
    ['asks about the prototype', { 'data.__proto__.x': 1 }],
    ['gives no list where one belongs', { $or: { a: 1 } }],
    ['gives no list to $in', { type: { $in: 'x' } }],
    ['is nested without end', JSON.parse(`${'{"$not":'.repeat(40)}{}${'}'.repeat(40)}`)],
    ['has too many parts', { $or: Array.from({ length: 600 }, (_, n) => ({ a: n })) }],
  ])('that %s is refused in words', (_, query) => {
    const filter = compileFilter(query)
    expect(filter.ok).toBe(false)
    if (!filter.ok) expect(filter.message).not.toBe('')
  })

  it('of any JSON is refused, or answers yes or no about any event', () => {
    const operand = fc.jsonValue({ maxDepth: 3 })
    const name = fc.constantFrom(
      'type',
      'data.total',
      '$or',
      '$and',
      '$not',
      '$in',
      '$size',
      '$mod',
      '$elemMatch',
      '$type',
    )
    const query = fc.dictionary(fc.oneof(name, fc.string()), operand, { maxKeys: 4 })
    fc.assert(
      fc.property(query, operand, (asked, data) => {
        const filter = compileFilter(JSON.parse(JSON.stringify(asked)))
        if (!filter.ok) return
        const answer: unknown = filter.matches(
          { type: 'a.b', data: JSON.parse(JSON.stringify(data)) },
          new WorkBudget(MAX_FILTER_STEPS),
        )
        expect(typeof answer).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})

describe('the events of a webhook', () => {
  it('covers a type, everything below a word, or everything', () => {
    expect(patternCovers('user.created', 'user.created')).toBe(true)
    expect(patternCovers('user.created', 'user.created.twice')).toBe(false)
    expect(patternCovers('user.*', 'user.created')).toBe(true)
    expect(patternCovers('user.*', 'user.profile.changed')).toBe(true)
    expect(patternCovers('user.*', 'users.created')).toBe(false)
    expect(patternCovers('user.*', 'user')).toBe(false)
    expect(patternCovers('*', 'anything.at_all')).toBe(true)
    expect(
      ['us*', '*.created', 'user.*.x', '**', '.*', 'User.created'].filter((one) => EVENT_PATTERN.test(one)),
    ).toEqual([])
  })

  it('can be any event of the catalog, each with a description, a schema and a sample', () => {
    expect(new Set(EVENT_CATALOG.map(({ type }) => type)).size).toBe(EVENT_CATALOG.length)
    for (const { type, description, sample, schema } of EVENT_CATALOG) {
      expect(EVENT_TYPE_PATTERN.test(type), type).toBe(true)
      expect(description, type).toMatch(/\.$/)
      expect(Object.keys(sample).length, type).toBeGreaterThan(0)
      expect(schema, type).toMatchObject({ type: 'object', required: Object.keys(sample) })
    }
  })
})

describe('custom headers', () => {
  it('can be what the receiver needs, except headers of Gatehouse or the connection', () => {
    expect(headerProblems({ Authorization: 'Bearer x', 'X-Api-Key': 'y', Accept: '*/*' })).toEqual([])
    const refused = [
      'Host',
      'content-length',
      'Content-Type',
      'Transfer-Encoding',
      'Connection',
      'TE',
      'Upgrade',
      'Expect',
    ]
    const ours = [
      'webhook-id',
      'Webhook-Signature',
      'X-Webhook-Signature',
      'User-Agent',
      'X-Forwarded-For',
      'CF-Connecting-IP',
    ]
    for (const name of [...refused, ...ours, 'Proxy-Authorization', 'Sec-Fetch-Site', 'Date', 'Via']) {
      expect(headerProblems({ [name]: 'x' }), name).toMatchObject([{ path: `headers.${name}` }])
    }
    expect(headerProblems({ 'x-a': '1', 'X-A': '2' })).toEqual([{ path: 'headers.X-A', message: 'is named twice' }])
  })
})
