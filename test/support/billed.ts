import { env } from 'cloudflare:workers'

const UNWRAP = Symbol('the statement behind a watched one')

/**
 * The database, with the sum of the rows that it reports as billed. `raw()` reports nothing; `withRaw`: it is counted too, by
 * running each such statement, which must only read, a second time.
 */
export function billedDatabase({ withRaw = false } = {}) {
  const bill = { written: 0, read: 0, queries: 0 }
  const add = <R extends D1Result>(result: R): R => {
    bill.written += result.meta.rows_written
    bill.read += result.meta.rows_read
    bill.queries++
    return result
  }
  const watched = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, property) {
        if (property === UNWRAP) return target
        if (property === 'bind') return (...values: unknown[]) => watched(target.bind(...values))
        if (property === 'all') return async () => add(await target.all())
        if (property === 'raw' && withRaw) {
          return async (options: { columnNames: true }) => {
            add(await target.all())
            return target.raw(options)
          }
        }
        if (property === 'run') return async () => add(await target.run())
        const value = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const db = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'prepare') return (text: string) => watched(target.prepare(text))
      if (property === 'batch') {
        // The runtime does not accept a proxied statement.
        return async (statements: D1PreparedStatement[]) =>
          (await target.batch(statements.map((one) => Reflect.get(one, UNWRAP) ?? one))).map(add)
      }
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { bill, db }
}
