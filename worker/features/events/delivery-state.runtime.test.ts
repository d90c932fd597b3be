import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../contract/common.ts'
import type { Event, EventSummary, PublishedEvents } from '../../../contract/events.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, json, newTestOrg } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'

const NONE = { pending: 0, delivering: 0, succeeded: 0, failed: 0, held: 0, canceled: 0, queued: 0, retrying: 0 }

describe('a published event', () => {
  it('is listed and read with the state of its deliveries', async () => {
    const org = await newTestOrg()
    const hook = (name: string, how: string) => createHook(org, { name, url: newInbox(how).url, maxRetries: 0 })
    const [good, bad, paused, deleted] = await Promise.all([
      hook('Good', 'ok'),
      hook('Bad', 'status/500'),
      hook('Paused', 'ok'),
      hook('Deleted', 'ok'),
    ])
    for (const { id } of [paused, deleted]) await call('POST', `/api/v1/webhooks/${id}/pause`, org)
    const event = await publish(org)
    await call('DELETE', `/api/v1/webhooks/${deleted.id}`, org)
    const nobody = await publish({ ...org }, { type: 'nobody.listens' })
    expect(nobody.deliveries).toBe(3)
    const read = await until(async () => {
      const one = await json<Event>('GET', `/api/v1/events/${event.id}`, org)
      return one.deliveryCounts.succeeded === 1 && one.deliveryCounts.failed === 1 && one
    })
    expect(read.deliveryCounts).toEqual({ ...NONE, succeeded: 1, failed: 1, held: 1, canceled: 1 })
    expect(
      read.deliveryList.map((one) => [one.webhookId, one.webhookName, one.status, one.attempts]).toSorted(),
    ).toEqual(
      [
        [good.id, 'Good', 'succeeded', 1],
        [bad.id, 'Bad', 'failed', 1],
        [paused.id, 'Paused', 'held', 0],
        [deleted.id, 'Deleted', 'canceled', 0],
      ].toSorted(),
    )
    const { data } = await json<Page<EventSummary>>('GET', '/api/v1/events?type=user.created', org)
    expect(data.map(({ id, deliveryCounts }) => [id, deliveryCounts])).toEqual([[event.id, read.deliveryCounts]])
    const neighbor = await newTestOrg()
    expect((await call('GET', `/api/v1/events/${event.id}`, neighbor)).status).toBe(404)
  })

  it('is found by time, and by pages', async () => {
    const org = await newTestOrg()
    const made: string[] = []
    const times: string[] = []
    for (let n = 0; n < 5; n++) {
      const event = await publish(org)
      made.unshift(event.id)
      times.push(event.timestamp)
      await scheduler.wait(3)
    }
    const list = (query: string) => json<Page<EventSummary>>('GET', `/api/v1/events?${query}`, org)
    const between = await list(`from=${times[1]}&to=${times[3]}`)
    expect(between.data.map(({ id }) => id)).toEqual(made.slice(1, 4))
    const found: string[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      found.push(...page.data.map(({ id }) => id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    expect(found).toEqual(made)
  })

  it('reads rows for the deliveries of the page and the webhooks of the organization, for any number of deliveries', async () => {
    const org = await newTestOrg()
    for (let n = 0; n < 3; n++) {
      const { id } = await createHook(org, { url: newInbox().url })
      await call('POST', `/api/v1/webhooks/${id}/pause`, org)
    }
    const events = Array.from({ length: 100 }, (_, n) => ({ type: 'user.created', data: { n } }))
    for (let n = 0; n < 5; n++) {
      const { data } = await json<PublishedEvents>('POST', '/api/v1/events/batch', { ...org, body: { events } })
      expect(data[0]?.deliveries).toBe(3)
    }
    for (let n = 0; n < 10; n++) await publish(org)
    const { bill, db } = billedDatabase()
    await call('GET', '/api/v1/events?limit=10', { ...org, env: { ...env, DB: db } })
    expect(bill.read).toBeLessThanOrEqual(200)
  })
})
