import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { triggerCron } from '../../scripts/lib/cron.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { Receiver } from '../support/receiver.ts'

const EVENTS = Number(process.env.GATEHOUSE_SOAK_EVENTS ?? 200)
const KILLS = 5
/** Concurrent publishing calls. */
const AT_ONCE = 20

let org: Instance | undefined
const receiver = await Receiver.start()
afterAll(async () => {
  await org?.stop()
  await receiver.stop()
})

/** Publishes events and returns the ids of the accepted ones, whatever happens to the server meanwhile. */
async function publish(instance: Instance, count: number, accepted: Set<string>): Promise<void> {
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - sent) }, async () => {
        const event = { type: 'user.created', data: { sent } }
        const answer = await callApi<{ id: string }>(instance, 'POST', '/events', event).catch(() => null)
        if (answer) accepted.add(answer.id)
      }),
    )
  }
}

test(
  `${EVENTS} events reach a receiver that fails one call in three, although the Worker is killed five times`,
  async () => {
    const inbox = receiver.received('orders')
    org = await startInstance()
    const { id } = await callApi<{ id: string }>(org, 'POST', '/webhooks', {
      name: 'Orders',
      url: `${receiver.url}/in/orders/fail-third`,
      events: ['*'],
      timeoutSeconds: 2,
      sendTest: false,
    })
    const accepted = new Set<string>()
    const killedAt: number[] = []
    for (let round = 0; round < KILLS; round++) {
      const before = inbox.length
      const publishing = publish(org, Math.ceil(EVENTS / (KILLS + 1)), accepted)
      while (inbox.length === before) await pause(5)
      // A different moment each time: during publishing, delivering and writing.
      await pause(round * 15)
      killedAt.push(Date.now())
      await org.kill()
      await publishing
      org = await startInstance({ state: org.state })
    }
    while (accepted.size < EVENTS) await publish(org, EVENTS - accepted.size, accepted)

    const arrived = () => new Set(inbox.filter(({ status }) => status === 200).map((one) => one.id))
    const pending = () =>
      callApi<{ data: unknown[] }>(org as Instance, 'GET', `/webhooks/${id}/deliveries?status=pending&limit=1`)
    while (arrived().size < accepted.size || (await pending()).data.length > 0) {
      // What the platform does each minute.
      await triggerCron(org.url)
      await pause(500)
    }

    expect([...accepted].filter((one) => !arrived().has(one))).toEqual([])
    for (const one of arrived()) {
      const [first, ...again] = inbox.filter((got) => got.id === one && got.status === 200)
      // Twice only if a kill was between the 2xx and our record of it.
      for (const { at } of again) {
        expect(killedAt.some((kill) => kill >= (first?.at ?? 0) - 100 && kill <= at)).toBe(true)
      }
    }
  },
  Math.max(240_000, EVENTS * 500),
)
