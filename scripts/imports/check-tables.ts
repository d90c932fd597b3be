import type { Problem, Sources } from './check.ts'
import { EXCEPTIONS, type Exception, type Owner, TABLES } from './tables.ts'

export const SCHEMA = 'worker/platform/db/schema.ts'

/** A table: its name in SQL, and the name of its drizzle object. */
type Table = { name: string; variable: string }

/**
 * Checks that every table has one owner, and that no other file names it: neither its drizzle object nor its name in
 * SQL. It finds tables in SQL by keyword (FROM, JOIN, INTO, UPDATE), so it misses a name that is composed at run time.
 */
export function checkTables(
  sources: Sources,
  owners: Readonly<Record<string, Owner>> = TABLES,
  exceptions: readonly Exception[] = EXCEPTIONS,
): Problem[] {
  const tables = tablesOf(sources.get(SCHEMA) ?? '')
  const files = [...sources].filter(
    ([file]) => file.startsWith('worker/') && file !== SCHEMA && !file.endsWith('.test.ts'),
  )
  const named = files.flatMap(([file, text]) => uses(file, text, tables))
  const foreign = named.filter(({ file, table, writes }) => {
    const owner = owners[table]
    if (!owner || owner.folders.some((folder) => file.startsWith(folder))) return false
    return writes || !owner.readableByAll
  })
  return [
    ...tables
      .filter(({ name }) => !owners[name])
      .map(({ name }) => ({ file: SCHEMA, text: `The table ${name} has no owner in scripts/imports/tables.ts.` })),
    ...foreign
      .filter(({ file, table }) => !exceptions.some((one) => one.file === file && one.tables.includes(table)))
      .map(({ file, table, writes }) => ({
        file,
        text: `Only its owner ${writes ? 'writes' : 'names'} the table ${table} (${file})`,
      })),
    ...exceptions.flatMap(({ file, tables: excepted }) =>
      excepted
        .filter((table) => !foreign.some((one) => one.file === file && one.table === table))
        .map((table) => ({ file, text: `The exception for ${table} is not needed any more (${file})` })),
    ),
  ]
}

export const tablesOf = (schema: string): Table[] =>
  [...schema.matchAll(/export const (\w+) = sqliteTable\(\s*'(\w+)'/g)].map(([, variable = '', name = '']) => ({
    name,
    variable,
  }))

function uses(
  file: string,
  text: string,
  tables: readonly Table[],
): { file: string; table: string; writes: boolean }[] {
  const imported = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '[^']*\/schema\.ts'/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*/, ''),
    )
  return tables.flatMap(({ name, variable }) => {
    const reads = imported.includes(variable) || new RegExp(`\\b(?:FROM|JOIN) ${name}\\b`).test(text)
    const writes =
      new RegExp(`\\b(?:INSERT (?:OR \\w+ )?INTO|UPDATE|DELETE FROM) ${name}\\b`).test(text) ||
      (imported.includes(variable) && new RegExp(`\\.(?:insert|update|delete)\\(${variable}\\)`).test(text))
    return reads || writes ? [{ file, table: name, writes }] : []
  })
}
