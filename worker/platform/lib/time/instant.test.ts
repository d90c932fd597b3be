import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ListAuditLogs } from '../../../../contract/audit.ts'
import { ExportEventLogs, ListEventLogs } from '../../../../contract/event-logs.ts'
import { ListEvents } from '../../../../contract/events.ts'
import { NamedInstant, readInstant } from '../../../../contract/instant.ts'
import { ListDeliveries, RecoverWebhook, RetryDeliveries } from '../../../../contract/webhooks.ts'

const textOf = (text: string) => NamedInstant.safeParse(text)

describe('an instant that a caller names', () => {
  it.each([
    ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21T09:30Z', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21t09:30:00.5z', '2026-11-21T09:30:00.500Z'],
    ['2026-11-21T09:30:00.123456Z', '2026-11-21T09:30:00.123Z'],
    ['2026-11-21T15:00:00+05:30', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21T00:00:00-03:30', '2026-11-21T03:30:00.000Z'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00.000Z'],
  ])('%s is %s', (text, utc) => expect(textOf(text).data).toBe(utc))

  it.each([
    ['2016-12-31T23:59:60Z', 'leap second'],
    ['2026-02-30T00:00:00Z', 'exist'],
    ['2026-02-28T24:00:00Z', 'exist'],
    ['2026-02-28T00:00:00+05:60', 'offset'],
    ['2026-02-28T00:00:00+24:00', 'offset'],
    ['2026-02-28T00:00:00 05:30', '%2B'],
    ['2026-02-28T00:00:00', 'instant'],
    ['2026-02-28', 'instant'],
    ['1764000000', 'instant'],
    ['', 'instant'],
  ])('%s is refused, and the words say why', (text, word) => {
    const read = textOf(text)
    expect(read.success).toBe(false)
    expect(read.error?.issues.map((one) => one.message).join()).toContain(word)
  })

  it('is the same instant in any offset', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: -1439, max: 1439 }),
        (date, minutes) => {
          const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
          const two = (part: number) => String(part).padStart(2, '0')
          const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
          expect(readInstant(local + offset)).toEqual({ at: date.getTime() })
        },
      ),
    )
  })
})

describe('a range of time', () => {
  const queries = { ListEventLogs, ExportEventLogs, ListAuditLogs, ListEvents, ListDeliveries, RetryDeliveries }
  it.each(Object.entries(queries))('of %s is compared as instants', (_, schema) => {
    const takes = (from: string, to: string) => schema.safeParse({ from, to }).success
    expect(takes('2026-11-21T09:30:00Z', '2026-11-21T09:30:00.500Z')).toBe(true)
    expect(takes('2026-11-21T09:30:00.500Z', '2026-11-21T09:30:00Z')).toBe(false)
    expect(takes('2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000Z')).toBe(true)
    expect(takes('2026-11-21T10:00:00+05:30', '2026-11-21T05:00:00Z')).toBe(true)
    expect(takes('2026-11-21T05:00:00Z', '2026-11-21T10:00:00+05:30')).toBe(false)
  })

  it('begins where a recovery says, also with an offset', () => {
    expect(RecoverWebhook.parse({ since: '2026-11-21T15:00:00+05:30' }).since).toBe('2026-11-21T09:30:00.000Z')
  })
})
