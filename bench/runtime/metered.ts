// @ts-expect-error The bundle stands beside this module when it runs, and has no types.
import worker from './index.js'

/** The Worker under test, which says in a header how many rows the database read for each answer. */

type Call = (...args: unknown[]) => unknown
type Answer = { meta?: { rows_read: number } }

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

const STATEMENT = Symbol('the statement that a metered one stands for')

function metered(db: object, add: (answers: Answer[]) => void): object {
  const statement = (one: object): object => {
    const its = replacing(one, {
      bind:
        (bind) =>
        (...values) =>
          statement(bind(...values) as object),
      all: (all) => async () => {
        const answer = (await all()) as Answer
        add([answer])
        return answer
      },
      // It does not tell what it cost, so the same is asked once more in a way that does.
      raw: (raw) => async (options) => {
        add([(await Reflect.get(one, 'all').call(one)) as Answer])
        return raw(options)
      },
    })
    return new Proxy(its, { get: (target, name) => (name === STATEMENT ? one : Reflect.get(target, name)) })
  }
  return replacing(db, {
    prepare: (prepare) => (sql) => statement(prepare(sql) as object),
    batch: (batch) => async (statements) => {
      const answers = (await batch(
        (statements as object[]).map((one) => Reflect.get(one, STATEMENT) ?? one),
      )) as Answer[]
      add(answers)
      return answers
    },
  })
}

export default {
  async fetch(request: Request, env: { DB: object }, ctx: unknown): Promise<Response> {
    let rows = 0
    const DB = metered(env.DB, (answers) => {
      for (const { meta } of answers) rows += meta?.rows_read ?? 0
    })
    const response: Response = await worker.fetch(request, { ...env, DB }, ctx)
    const headers = new Headers(response.headers)
    const body = await response.arrayBuffer()
    headers.set('x-rows-read', String(rows))
    return new Response(body, { status: response.status, headers })
  },
}
