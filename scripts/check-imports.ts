import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkImports, type Sources } from './imports/check.ts'
import { checkTables } from './imports/check-tables.ts'
import { main } from './lib/main.ts'
import { ROOT } from './lib/settings.ts'

const FOLDERS = ['contract', 'worker', 'admin-ui', 'client']

/** Every TypeScript file in the folders that have rules. */
export function readSources(): Sources {
  const paths = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  )
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}

/** The Worker's features in the order of the array FEATURES in worker/features.ts, lowest first. */
export function featureOrder(sources: Sources): string[] {
  const text = sources.get('worker/features.ts') ?? ''
  const folderOf = new Map(
    [...text.matchAll(/import \{ (\w+) \} from '\.\/features\/([^/]+)\/feature\.ts'/g)].map(([, name, folder]) => [
      name,
      folder,
    ]),
  )
  const list = /FEATURES[^=]*= \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return list.split(',').flatMap((name) => folderOf.get(name.trim()) ?? [])
}

if (process.argv[1]?.endsWith('check-imports.ts')) {
  await main(async () => {
    const sources = readSources()
    const problems = [...checkImports(sources, featureOrder(sources)), ...checkTables(sources)]
    for (const { text } of problems) console.log(text)
    console.log(problems.length === 0 ? 'All imports and tables follow the rules.' : `${problems.length} problems.`)
    return problems.length === 0 ? 0 : 1
  })
}
