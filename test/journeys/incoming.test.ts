import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'

const CALLS = 300
const KILLS = 3
/** Concurrent calls of the sender. */
const AT_ONCE = 10
const SECRET = 'the secret of a sender'

type Answer = { id: string; recordId: string; repeated: boolean }
type Page<T> = { data: T[]; nextCursor: string | null }

let org: Instance | undefined
afterAll(() => org?.stop())

/** Sends deliveries like GitHub, and keeps the answers of those that got 2xx. */
async function send(url: string, deliveries: readonly string[], answers: Map<string, Answer>): Promise<void> {
  for (let sent = 0; sent < deliveries.length; sent += AT_ONCE) {
    await Promise.all(
      deliveries.slice(sent, sent + AT_ONCE).map(async (delivery) => {
        const body = JSON.stringify({ number: delivery })
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-github-delivery': delivery,
            'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
          },
          body,
        }).catch(() => null)
        const got = answer?.ok ? await (answer.json() as Promise<Answer>).catch(() => null) : null
        if (got) answers.set(delivery, got)
      }),
    )
  }
}

async function all<T>(instance: Instance, path: string): Promise<T[]> {
  const found: T[] = []
  for (let cursor = ''; ; ) {
    const page = await callApi<Page<T>>(instance, 'GET', `${path}limit=100${cursor}`)
    found.push(...page.data)
    if (page.nextCursor === null) return found
    cursor = `&cursor=${page.nextCursor}`
  }
}

test(`of ${CALLS} incoming calls every one that was answered is a record with an event, although the Worker is killed ${KILLS} times`, async () => {
  org = await startInstance()
  await callApi(org, 'POST', '/modules', {
    slug: 'orders',
    name: 'Orders',
    fields: [{ name: 'number', type: 'text', required: true }],
  })
  const hook = await callApi<{ token: string }>(org, 'POST', '/incoming-webhooks', {
    name: 'Orders',
    module: 'orders',
    mapping: { number: 'number' },
    verification: { kind: 'github', secret: SECRET },
    rateLimitPerMinute: null,
  })
  const doorOf = ({ url }: Instance) => `${url}/api/v1/webhooks/incoming/${hook.token}`
  const deliveries = Array.from({ length: CALLS }, (_, n) => `delivery-${n}`)
  const answers = new Map<string, Answer>()
  for (let round = 0; round < KILLS; round++) {
    const share = deliveries.slice((round * CALLS) / KILLS, ((round + 1) * CALLS) / KILLS)
    const before = answers.size
    const sending = send(doorOf(org), share, answers)
    while (answers.size < before + 20) await pause(2)
    // A different moment each time.
    await pause(round * 7)
    await org.kill()
    await sending
    org = await startInstance({ state: org.state })
    const recordIds = new Set((await all<{ id: string }>(org, '/records/orders?')).map(({ id }) => id))
    for (const [delivery, { recordId }] of answers) expect(recordIds, delivery).toContain(recordId)
  }
  const unanswered = deliveries.filter((one) => !answers.has(one))
  expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0)
  while (answers.size < CALLS) {
    await send(
      doorOf(org),
      deliveries.filter((one) => !answers.has(one)),
      answers,
    )
  }
  // The sender is careful, and sends some again that it has an answer for.
  const first = deliveries.slice(0, 20)
  const again = new Map<string, Answer>()
  await send(doorOf(org), first, again)
  for (const one of first) {
    expect(again.get(one), one).toEqual({ ...answers.get(one), repeated: true })
  }

  const records = await all<{ id: string; data: { number: string } }>(org, '/records/orders?')
  expect(records.map(({ data }) => data.number).sort()).toEqual([...deliveries].sort())
  const events = await all<{ id: string }>(org, '/events?type=record.created&')
  expect(events).toHaveLength(CALLS)
  const announced = await Promise.all(
    events.map(
      async ({ id }) => (await callApi<{ data: { id: string } }>(org as Instance, 'GET', `/events/${id}`)).data.id,
    ),
  )
  expect(announced.sort()).toEqual(records.map(({ id }) => id).sort())
}, 240_000)
