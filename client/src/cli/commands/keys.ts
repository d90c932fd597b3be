import type { ApiKey } from '../../generated.ts'
import type { Input } from '../../types.ts'
import { type Command, textOf, textsOf, type Values } from '../lib/command.ts'
import { clientOf } from '../lib/config.ts'
import { type Io, UsageError } from '../lib/io.ts'
import { json, plain, table } from '../lib/text.ts'

/** The value of an option that must be one of a few. */
function choiceOf<T extends string>(values: Values, name: string, choices: readonly T[]): T | undefined {
  const value = textOf(values, name)
  const choice = choices.find((one) => one === value)
  if (value !== undefined && !choice) throw new UsageError(`--${name} is ${choices.join(', ')}`)
  return choice
}

const STATUSES = ['active', 'disabled', 'revoked', 'expired'] as const
const ENVIRONMENTS = ['live', 'test'] as const

export const listKeys: Command = {
  name: 'keys list',
  usage: '[--status STATUS] [--environment live|test] [--search TEXT]',
  summary: 'List the API keys.',
  options: { status: { type: 'string' }, environment: { type: 'string' }, search: { type: 'string' } },
  arguments: [0, 0],
  async run(io, { values, isJson }) {
    const filter: Input<'listApiKeys'> = {
      status: choiceOf(values, 'status', STATUSES),
      environment: choiceOf(values, 'environment', ENVIRONMENTS),
      q: textOf(values, 'search'),
      limit: 100,
    }
    const keys: ApiKey[] = []
    for await (const key of (await clientOf(io.env)).all('listApiKeys', filter)) keys.push(key)
    if (isJson) return io.print(json(keys))
    if (keys.length === 0) return io.note('No keys.')
    const rows = keys.map((key) => [
      key.id,
      key.name,
      key.environment,
      key.status,
      key.masked,
      key.lastUsedAt ?? 'never used',
    ])
    for (const line of table(rows)) io.print(line)
  },
}

export const createKey: Command = {
  name: 'keys create',
  usage: '--name NAME --scope SCOPE... [--environment test] [--expires-at TIME]',
  summary: 'Create an API key and print it. It is shown only this once.',
  options: {
    name: { type: 'string' },
    scope: { type: 'string', multiple: true },
    environment: { type: 'string' },
    'expires-at': { type: 'string' },
  },
  arguments: [0, 0],
  async run(io, { values, isJson }) {
    const name = textOf(values, 'name')
    const scopes = textsOf(values, 'scope').flatMap((one) => one.split(','))
    if (!name || scopes.length === 0) throw new UsageError('A name and at least one scope are needed.')
    const environment = choiceOf(values, 'environment', ENVIRONMENTS)
    const expiresAt = textOf(values, 'expires-at')
    const created = await (await clientOf(io.env)).createApiKey({
      body: { name, scopes, ...(environment ? { environment } : {}), ...(expiresAt ? { expiresAt } : {}) },
    })
    io.print(isJson ? json(created) : created.key)
    io.note(`Created ${created.id} (${plain(created.name)}). The key is not shown again.`)
  },
}

export const revokeKey: Command = {
  name: 'keys revoke',
  usage: 'ID...',
  summary: 'Revoke API keys. They are dead when this returns, and cannot be restored.',
  options: {},
  arguments: [1, 100],
  complete: async (io) => {
    const { data } = await (await clientOf(io.env)).listApiKeys(
      { status: 'active', limit: 100 },
      { timeoutMs: 2_000, retries: 0 },
    )
    return data.map(({ id }) => id)
  },
  async run(io, { args, isJson }) {
    const gatehouse = await clientOf(io.env)
    const revoked: ApiKey[] = []
    try {
      for (const id of args) revoked.push(await gatehouse.revokeApiKey({ id, body: {} }))
    } finally {
      report(io, revoked, isJson)
    }
  },
}

/** Also if a later one failed: what was done must be known. */
function report(io: Io, revoked: readonly ApiKey[], isJson: boolean): void {
  if (isJson) io.print(json(revoked))
  else for (const { id, name } of revoked) io.print(`Revoked ${id} (${plain(name)})`)
}
