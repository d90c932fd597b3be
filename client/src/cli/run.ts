import { parseArgs } from 'node:util'
import { GatehouseError } from '../gatehouse-error.ts'
import { completion } from './commands/completion.ts'
import { publishEvent } from './commands/events.ts'
import { createKey, listKeys, revokeKey } from './commands/keys.ts'
import { login, logout, whoami } from './commands/login.ts'
import { tailLogs } from './commands/logs.ts'
import { verifyKey } from './commands/verify.ts'
import type { Command } from './lib/command.ts'
import { type Io, Negative, UsageError } from './lib/io.ts'
import { json, plain, table } from './lib/text.ts'

const COMMANDS: readonly Command[] = [
  login,
  logout,
  whoami,
  listKeys,
  createKey,
  revokeKey,
  tailLogs,
  publishEvent,
  verifyKey,
  completion,
]

type World = Io & { printError(line: string): void }

/**
 * Runs the command line, and returns its exit code: 0 done, 1 failed, 2 called wrongly, 3 the answer is negative, 130
 * stopped by Ctrl+C.
 */
export async function run(args: readonly string[], world: World): Promise<number> {
  const isJson = args.includes('--json')
  const io: Io = isJson ? { ...world, note: () => {} } : world
  try {
    await dispatch(args, io, isJson)
    return world.signal.aborted ? 130 : 0
  } catch (error) {
    if (world.signal.aborted) return 130
    if (!(error instanceof Negative) || !isJson) world.printError(isJson ? json(problemOf(error)) : wordsOf(error))
    return error instanceof UsageError ? 2 : error instanceof Negative ? 3 : 1
  }
}

async function dispatch(args: readonly string[], io: Io, isJson: boolean): Promise<void> {
  if (args[0] === '__complete') return complete(args.slice(args[1] === '--' ? 2 : 1), io)
  const words = args.filter((one) => !one.startsWith('-'))
  const command = commandOf(words)
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return help(io, command)
  if (!command)
    throw new UsageError(`There is no command "${plain(words.slice(0, 2).join(' '))}". Try: gatehouse --help`)
  const options = { ...command.options, json: { type: 'boolean' } } as const
  const { values, positionals } = parse(args, options)
  const rest = positionals.slice(command.name.split(' ').length)
  const [least, most] = command.arguments
  if (rest.length < least || rest.length > most)
    throw new UsageError(`Usage: gatehouse ${command.name} ${command.usage}`)
  await command.run(io, { args: rest, values, isJson })
}

function parse(args: readonly string[], options: NonNullable<Parameters<typeof parseArgs>[0]>['options']) {
  try {
    return parseArgs({ args: [...args], options: options ?? {}, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const commandOf = (words: readonly string[]): Command | undefined =>
  COMMANDS.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))

function help(io: Io, command: Command | undefined): void {
  if (command) {
    io.print(`gatehouse ${command.name} ${command.usage}`.trimEnd())
    io.print(command.summary)
    return
  }
  for (const line of table(COMMANDS.map(({ name, summary }) => [`gatehouse ${name}`, summary]))) io.print(line)
  io.print('Every command takes --json. Sign in with gatehouse login, or set GATEHOUSE_URL and GATEHOUSE_KEY.')
}

/** Prints the words that can follow. It never fails: a shell would show the error in the middle of a line. */
async function complete(words: readonly string[], io: Io): Promise<void> {
  const command = commandOf(words)
  const depth = words.length
  const names = COMMANDS.map(({ name }) => name.split(' ')).filter((parts) =>
    words.every((word, at) => parts[at] === word),
  )
  const next = names.flatMap((parts) => parts[depth] ?? [])
  const own = command ? await (command.complete?.(io) ?? Promise.resolve([])).catch(() => []) : []
  const options = command ? [...Object.keys(command.options), 'json'].map((name) => `--${name}`) : []
  for (const word of new Set([...next, ...own, ...options])) io.print(word)
}

function wordsOf(error: unknown): string {
  if (!(error instanceof GatehouseError)) return plain(error instanceof Error ? error.message : error)
  const wait = error.retryAfterSeconds === null ? '' : ` Try again in ${error.retryAfterSeconds} s.`
  const id = error.requestId === null ? '' : ` (request ${error.requestId})`
  return plain(`${error.message}${wait}${id}`)
}

const problemOf = (error: unknown): object =>
  error instanceof GatehouseError && error.problem
    ? error.problem
    : {
        title: error instanceof Error ? error.message : String(error),
        code: error instanceof UsageError ? 'usage' : 'failed',
      }
