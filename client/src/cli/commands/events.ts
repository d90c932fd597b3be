import { readFile } from 'node:fs/promises'
import { type Command, textOf } from '../lib/command.ts'
import { clientOf } from '../lib/config.ts'
import { type Io, UsageError } from '../lib/io.ts'
import { json } from '../lib/text.ts'

export const publishEvent: Command = {
  name: 'events publish',
  usage: 'TYPE [--data JSON | --data @FILE | --data -] [--idempotency-key KEY]',
  summary: 'Publish an event.',
  options: { data: { type: 'string' }, 'idempotency-key': { type: 'string' } },
  arguments: [1, 1],
  complete: async (io) => {
    const { data } = await (await clientOf(io.env)).listEventTypes({}, { timeoutMs: 2_000, retries: 0 })
    return data.map(({ type }) => type)
  },
  async run(io, { args: [type = ''], values, isJson }) {
    const data = await dataOf(io, textOf(values, 'data') ?? '{}')
    const event = await (await clientOf(io.env)).publishEvent(
      { body: { type, data } },
      { idempotencyKey: textOf(values, 'idempotency-key') },
    )
    if (isJson) return io.print(json(event))
    io.print(event.id)
    io.note(`Published to ${event.deliveries} ${event.deliveries === 1 ? 'webhook' : 'webhooks'}.`)
  },
}

async function dataOf(io: Io, given: string): Promise<Record<string, never>> {
  const text =
    given === '-' ? await io.readStdin() : given.startsWith('@') ? await readFile(given.slice(1), 'utf8') : given
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('--data is not JSON')
  }
}
