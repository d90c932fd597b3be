import type { Counts as CountsSoFar } from '../counts.ts'
// @ts-expect-error The build stands beside this module when it runs, and has no types.
import worker, * as bundle from './index.mjs'

/**
 * The Worker under test with a counter: the same files, with bindings that count their use. A GET to the entrypoint
 * Counts answers with the numbers.
 */

const counts: CountsSoFar = {
  objectCalls: 0,
  objectRows: 0,
  d1Queries: 0,
  d1RowsWritten: 0,
  d1RowsRead: 0,
  messages: 0,
  bytes: 0,
}

type Binding = Record<string, (...args: never[]) => unknown>
type Bindings = Record<string, Binding> & {
  DB: Binding
  REQUEST_LOGS: Binding
  CREDENTIAL_GUARD: Binding
  ORG_QUOTA: Binding
}
type D1Answer = { meta?: { rows_written: number; rows_read: number } }

/** `target` with some methods replaced; each replacement gets the bound original. */
function replacing<T extends object>(target: T, methods: Record<string, (original: Call) => Call>): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const original: Call = (...args) => value.apply(target, args)
      return methods[String(name)]?.(original) ?? original
    },
  })
}
type Call = (...args: unknown[]) => unknown

function billed(answers: D1Answer[]): void {
  for (const { meta } of answers) {
    counts.d1Queries++
    counts.d1RowsWritten += meta?.rows_written ?? 0
    counts.d1RowsRead += meta?.rows_read ?? 0
  }
}

const STATEMENT = Symbol('the statement that a counted one stands for')

/** `reads`: repeating the statement changes nothing. */
function countedStatement(statement: object, reads: boolean): object {
  const counted = replacing(statement, {
    bind:
      (bind) =>
      (...values) =>
        countedStatement(bind(...values) as object, reads),
    run: (run) => async () => {
      const answer = (await run()) as D1Answer
      billed([answer])
      return answer
    },
    all: (all) => async () => {
      const answer = (await all()) as D1Answer
      billed([answer])
      return answer
    },
    // These two do not report their cost, so a read is repeated in a way that does.
    first: (first) => async (column) => {
      counts.d1Queries++
      return column === undefined ? first() : first(column)
    },
    raw: (raw) => async (options) => {
      if (reads) billed([(await Reflect.get(statement, 'all').call(statement)) as D1Answer])
      else counts.d1Queries++
      return raw(options)
    },
  })
  return new Proxy(counted, { get: (target, name) => (name === STATEMENT ? statement : Reflect.get(target, name)) })
}

function counting(env: Bindings): Bindings {
  return {
    ...env,
    DB: replacing(env.DB, {
      prepare: (prepare) => (sql) => countedStatement(prepare(sql) as object, /^\s*select\b/i.test(String(sql))),
      batch: (batch) => async (statements) => {
        const plain = (statements as object[]).map((one) => Reflect.get(one, STATEMENT) ?? one)
        const answers = (await batch(plain)) as D1Answer[]
        billed(answers)
        return answers
      },
    }),
    REQUEST_LOGS: replacing(env.REQUEST_LOGS, {
      send: (send) => (message, options) => {
        counts.messages++
        counts.bytes += new TextEncoder().encode(JSON.stringify(message)).length
        return send(message, options)
      },
    }),
    CREDENTIAL_GUARD: countedObjects(env.CREDENTIAL_GUARD),
    ORG_QUOTA: countedObjects(env.ORG_QUOTA),
  }
}

/** Every call needs a new stub. */
const countedObjects = (objects: Binding) =>
  replacing(objects, {
    get: (get) => (id) => {
      counts.objectCalls++
      return get(id)
    },
  })

export class CredentialGuard extends bundle.CredentialGuard {
  constructor(ctx: { storage: { kv: object } }, env: Bindings) {
    countWrites(Object.getPrototypeOf(ctx.storage.kv))
    super(ctx, counting(env))
  }
}

let patched = false
/** Each put of the key-value storage is one row written. */
function countWrites(prototype: { put: Call }): void {
  if (patched) return
  patched = true
  const { put } = prototype
  prototype.put = function counted(...args) {
    counts.objectRows++
    return put.apply(this, args)
  }
}

// Exports the other objects unchanged; an export by name here wins over the star.
// @ts-expect-error As above.
export * from './index.mjs'

export const Counts = { fetch: () => Response.json(counts) }

export default {
  fetch: (request: Request, env: Bindings, ctx: unknown) => worker.fetch(request, counting(env), ctx),
  queue: (batch: unknown, env: Bindings) => worker.queue(batch, counting(env)),
}
