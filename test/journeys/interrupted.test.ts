import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { triggerCron } from '../../scripts/lib/cron.ts'
import { callApi } from '../support/api.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { Receiver } from '../support/receiver.ts'

let instance: Instance | undefined
const receiver = await Receiver.start()
afterAll(async () => {
  await instance?.stop()
  await receiver.stop()
})

type Page<T> = { data: T[] }
type Delivery = { id: string; status: string; error: { kind: string } | null }

function api<T>(method: string, path: string, body?: object): Promise<T> {
  if (!instance) throw new Error('no instance runs')
  return callApi<T>(instance, method, path, body)
}

/** Calls the cron trigger, as the platform does each minute, until `isDone`. */
async function fireCronUntil(isDone: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isDone())) {
    await triggerCron(instance?.url ?? '')
    await pause(300)
  }
}

test('a delivery that ends the runtime twice is set aside with an alert, and others still arrive', async () => {
  const poison = receiver.received('poison')
  const good = receiver.received('good')
  instance = await startInstance()
  const hook = { events: ['user.created'], timeoutSeconds: 2, sendTest: false }
  const { id } = await api<{ id: string }>('POST', '/webhooks', {
    ...hook,
    name: 'Ends the runtime',
    url: `${receiver.url}/in/poison/slow/1500`,
  })
  await api('POST', '/webhooks', { ...hook, name: 'Well', url: `${receiver.url}/in/good`, events: ['user.deleted'] })
  await api('POST', '/events', { type: 'user.created', data: {} })

  // The runtime really ends, in the middle of the call, as it does when it exceeds its memory or CPU.
  for (let times = 1; times <= 2; times++) {
    await fireCronUntil(() => poison.length >= times)
    await instance.kill()
    instance = await startInstance({ state: instance.state })
  }

  await api('POST', '/events', { type: 'user.deleted', data: {} })
  const deliveries = () => api<Page<Delivery>>('GET', `/webhooks/${id}/deliveries`)
  await fireCronUntil(async () => (await deliveries()).data[0]?.status === 'failed')
  await fireCronUntil(() => good.length > 0)

  expect(poison).toHaveLength(2)
  expect((await deliveries()).data.map(({ status, error }) => [status, error?.kind])).toEqual([
    ['failed', 'interrupted'],
  ])
  const { data: alerts } = await api<Page<{ kind: string }>>('GET', '/alerts')
  expect(alerts.map(({ kind }) => kind)).toContain('delivery_interrupted')
}, 300_000)
