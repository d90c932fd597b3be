import { describe, expect, it } from 'vitest'
import { featureOrder, readSources } from '../check-imports.ts'
import { checkImports, type Sources } from './check.ts'
import { checkTables, SCHEMA, tablesOf } from './check-tables.ts'
import { EXCEPTIONS, TABLES } from './tables.ts'

const tree = readSources()
const features = featureOrder(tree)
const textsOf = (problems: readonly { text: string }[]) => problems.map(({ text }) => text)
const before = new Set(textsOf(checkImports(tree, features)))

/** The problems that some additional files cause. */
const added = (files: Record<string, string>): string[] =>
  textsOf(checkImports(new Map([...tree, ...Object.entries(files)]), features)).filter((text) => !before.has(text))

/** A file of the tree with an additional line. */
const withLine = (file: string, line: string) => {
  const text = tree.get(file)
  if (text === undefined) throw new Error(`there is no ${file}`)
  return { [file]: `${line}\n${text}` }
}

describe('the check of imports', () => {
  it('finds no problem in the tree', () => {
    expect([...before]).toEqual([])
  })

  it('knows the order of features', () => {
    expect(features.length).toBeGreaterThan(7)
    expect(features.indexOf('events')).toBeLessThan(features.indexOf('webhooks'))
  })

  it('fails for a forbidden import in a new subfolder at any depth', () => {
    const file = 'worker/features/webhooks/deep/deeper/routes.ts'
    expect(added({ [file]: "import { findWebhook } from '../../settings/store.ts'\n" })).toEqual([
      expect.stringContaining(`Routes call verbs: never a store, the database or an object. (${file}`),
    ])
    const platform = 'worker/platform/deep/deeper/file.ts'
    expect(added({ [platform]: "import { readEvent } from '../../../features/events/read.ts'\n" })).toEqual([
      expect.stringContaining(`The platform knows no feature; only`),
    ])
  })

  it('fails for a data file of the contract that imports the validator', () => {
    expect(added({ 'contract/new.data.ts': "import { z } from 'zod'\n" })).toEqual([
      expect.stringContaining('Data of the contract imports other data and helpers only'),
    ])
  })

  it('fails for a part of the dashboard that imports anything from the contract except data and helpers', () => {
    const imports = (file: string) => `import { something } from '../../../contract/${file}'\n`
    const file = 'admin-ui/features/webhooks/new.ts'
    expect(added({ [file]: imports('webhooks.ts') })).toEqual([
      expect.stringContaining('A feature of the dashboard imports shared parts, data of the contract and the client'),
    ])
    expect(added({ [file]: imports('webhooks.data.ts') })).toEqual([])
    expect(added({ [file]: imports('lib/csv.ts') })).toEqual([])
  })

  it('fails for a forbidden import in a root file', () => {
    const line = "import { findWebhook } from './features/webhooks/settings/store.ts'"
    expect(added(withLine('worker/queue.ts', line))).toEqual([
      expect.stringContaining('A root file of the Worker reaches features through features.ts only. (worker/queue.ts'),
    ])
    expect(added({ 'worker/new.ts': "import { sql } from 'drizzle-orm'\n" })).toHaveLength(1)
  })

  it('fails for an import against the order of features, and for a store of another feature', () => {
    const line = "import { readWebhook } from '../webhooks/read.ts'"
    expect(added(withLine('worker/features/events/read.ts', line))).toContainEqual(
      expect.stringContaining('A feature imports features only that stand before it in worker/features.ts.'),
    )
    const store = "import { findEvent } from '../events/store.ts'"
    expect(added(withLine('worker/features/webhooks/read.ts', store))).toEqual([
      expect.stringContaining('A store is called by its own feature only.'),
    ])
  })

  it('fails for a cycle between files or folders, also a cycle of type imports only', () => {
    const types = {
      'worker/platform/one/a.ts': "import type { B } from '../two/b.ts'\nexport type A = B\n",
      'worker/platform/two/b.ts': "import type { A } from '../one/a.ts'\nexport type B = A\n",
    }
    expect(added(types)).toEqual([
      expect.stringContaining('files import each other in a cycle: worker/platform/one/a.ts'),
      expect.stringContaining('folders import each other in a cycle: worker/platform/one'),
    ])
    const folders = {
      'worker/platform/one/a.ts': "import type { B } from '../two/b.ts'\nexport type A = B\n",
      'worker/platform/two/b.ts': 'export type B = string\n',
      'worker/platform/two/c.ts': "import { d } from '../one/d.ts'\nexport const c = d\n",
      'worker/platform/one/d.ts': 'export const d = 1\n',
    }
    expect(added(folders)).toEqual([expect.stringContaining('folders import each other in a cycle')])
  })

  it('reads dynamic imports, re-exports and imported types', () => {
    for (const line of [
      "const later = () => import('../../../features/events/read.ts')",
      "export { readEvent } from '../../../features/events/read.ts'",
      "export type { X } from '../../../features/events/read.ts'",
      "import type {\n  X,\n} from '../../../features/events/read.ts'",
    ]) {
      expect(added({ 'worker/platform/deep/deeper/file.ts': `${line}\n` }), line).toHaveLength(1)
    }
  })
})

describe('the check of tables', () => {
  const withFile = (file: string, text: string): Sources => new Map([...tree, [file, text]])

  it('finds one owner for every table of the schema, and no other file that names it without a reason', () => {
    expect(textsOf(checkTables(tree))).toEqual([])
    const names = tablesOf(tree.get(SCHEMA) ?? '').map(({ name }) => name)
    expect(names.length).toBeGreaterThan(30)
    expect(names.toSorted()).toEqual(Object.keys(TABLES).toSorted())
    for (const { why } of EXCEPTIONS) expect(why.length).toBeGreaterThan(40)
  })

  it('fails for SQL and drizzle code that names a table of another feature', () => {
    const file = 'worker/features/audit/deep/new-store.ts'
    expect(textsOf(checkTables(withFile(file, 'const query = sql`SELECT 1 FROM deliveries d`')))).toEqual([
      `Only its owner names the table deliveries (${file})`,
    ])
    const drizzle = "import { deliveries } from '../../../platform/db/schema.ts'\n"
    expect(textsOf(checkTables(withFile(file, drizzle)))).toEqual([
      `Only its owner names the table deliveries (${file})`,
    ])
  })

  it('lets everybody read a table of the platform, but only its owner write to it', () => {
    const file = 'worker/features/audit/deep/new-store.ts'
    expect(checkTables(withFile(file, 'const query = sql`SELECT 1 FROM organizations`'))).toEqual([])
    expect(textsOf(checkTables(withFile(file, 'const query = sql`UPDATE organizations SET name = 1`')))).toEqual([
      `Only its owner writes the table organizations (${file})`,
    ])
  })

  it('fails for a table without an owner, and for an unused exception', () => {
    const schema = `${tree.get(SCHEMA)}\nexport const receipts = sqliteTable('receipts', {})\n`
    expect(textsOf(checkTables(withFile(SCHEMA, schema)))).toEqual([
      'The table receipts has no owner in scripts/imports/tables.ts.',
    ])
    const needless = { file: 'worker/queue.ts', tables: ['events'], why: '' }
    expect(textsOf(checkTables(tree, TABLES, [...EXCEPTIONS, needless]))).toEqual([
      'The exception for events is not needed any more (worker/queue.ts)',
    ])
  })
})
