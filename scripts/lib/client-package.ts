import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildFolder } from './built-folder.ts'
import { startInGroup } from './process-group.mjs'
import { ROOT, UserError } from './settings.ts'
import { collect } from './wrangler.ts'

const SOURCE = join(ROOT, 'client')
const INPUTS = ['client', 'LICENSE', 'scripts/lib/client-package.ts', 'tsconfig.base.json', 'package-lock.json']

/** The entry points of the package: the name of each, and its file in client/src. */
const ENTRIES: Record<string, string> = {
  index: 'index.ts',
  webhooks: 'webhooks/index.ts',
  hono: 'hono/index.ts',
  express: 'express/index.ts',
  preact: 'preact/index.ts',
}

/** React has the same hooks: its files are those of Preact with the names of the packages replaced. */
const OF_REACT: [of: RegExp, by: string][] = [
  [/(?<=["'])preact(?:\/hooks)?(?=["'])/g, 'react'],
  [/(?<=["']@tanstack\/)preact-query(?=["'])/g, 'react-query'],
  [/\bComponentChildren\b/g, 'ReactNode'],
]

/** What the package is loaded as: by `import`, and by `require`. */
const FORMATS = [
  { name: 'import', format: 'esm', extension: 'js', types: 'd.ts' },
  { name: 'require', format: 'cjs', extension: 'cjs', types: 'd.cts' },
] as const

/**
 * Builds the npm package of the client in dist/client unless it is up to date, and returns the path of that directory. It
 * can be published from there.
 *
 * @throws UserError with the reason if the build fails
 */
export const buildClient = (): Promise<string> =>
  buildFolder({
    name: 'client',
    what: 'the client',
    inputs: INPUTS,
    write: async (directory, lock) => {
      await bundle(directory)
      const declarations = join(directory, 'declarations')
      const run = startInGroup(
        process.execPath,
        [
          join(ROOT, 'node_modules/typescript/bin/tsc'),
          ...['-p', SOURCE, '--rootDir', join(SOURCE, 'src'), '--outDir', declarations],
          ...['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--incremental', 'false'],
        ],
        { cwd: ROOT, stdout: 'pipe', stderr: 'pipe' },
      )
      lock.setGroup(await run.group)
      const { code, output } = await collect(run)
      if (code !== 0) throw new UserError(`The types of the client could not be made:\n${output}`)
      writeTypes(declarations, join(directory, 'types'))
      rmSync(declarations, { recursive: true })
      addReact(directory)
      for (const [from, to] of [
        [join(ROOT, 'LICENSE'), 'LICENSE'],
        [join(SOURCE, 'README.md'), 'README.md'],
      ] as const) {
        cpSync(from, join(directory, to))
      }
      writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
    },
  })

async function bundle(directory: string): Promise<void> {
  const { build } = await import('rolldown')
  for (const { format, extension } of FORMATS) {
    await build({
      cwd: join(SOURCE, 'src'),
      // A program is never required.
      input: format === 'esm' ? { ...ENTRIES, cli: 'cli/main.ts' } : ENTRIES,
      tsconfig: join(SOURCE, 'tsconfig.json'),
      platform: 'neutral',
      external: /^[^./]/,
      transform: { target: 'es2022' },
      output: {
        dir: join(directory, format),
        format,
        entryFileNames: `[name].${extension}`,
        chunkFileNames: `shared/[name].${extension}`,
      },
    })
  }
}

/**
 * Writes each declaration twice: a file that is imported and one that is required may not share it. The types of the API
 * are large and have no code, so both use one.
 */
function writeTypes(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue
    const text = readFileSync(join(from, file), 'utf8')
    mkdirSync(dirname(join(to, file)), { recursive: true })
    for (const { extension, types } of FORMATS) {
      if (file === 'generated.d.ts' && types === 'd.ts') continue
      const rewritten = text.replace(/(["'])(\.{1,2}\/[^"']*)\.ts\1/g, (_, quote: string, path: string) => {
        return `${quote}${path}.${path.endsWith('/generated') ? 'cjs' : extension}${quote}`
      })
      writeFileSync(join(to, file.replace(/d\.ts$/, types)), rewritten)
    }
  }
}

function addReact(directory: string): void {
  const translate = (from: string, to: string, start = '') => {
    const text = OF_REACT.reduce((result, [of, by]) => result.replace(of, by), readFileSync(from, 'utf8'))
    writeFileSync(to, start + text)
  }
  const types = join(directory, 'types/react')
  mkdirSync(types)
  for (const file of readdirSync(join(directory, 'types/preact'))) {
    translate(join(directory, 'types/preact', file), join(types, file))
  }
  for (const { format, extension } of FORMATS) {
    const entry = (name: string) => join(directory, format, `${name}.${extension}`)
    // Frameworks with server components need the directive.
    translate(entry('preact'), entry('react'), "'use client'\n")
  }
}

/** The package.json that is published: that of the source, with what the build has made. */
function manifest(): object {
  const {
    private: _,
    exports: __,
    devDependencies: ___,
    ...rest
  } = JSON.parse(readFileSync(join(SOURCE, 'package.json'), 'utf8'))
  const paths = Object.entries({ ...ENTRIES, react: 'react/index.ts' }).map(([name, file]) => [
    name === 'index' ? '.' : `./${name}`,
    Object.fromEntries(
      FORMATS.map(({ name: condition, format, extension, types }) => [
        condition,
        { types: `./types/${file.replace(/ts$/, types)}`, default: `./${format}/${name}.${extension}` },
      ]),
    ),
  ])
  return {
    ...rest,
    bin: { gatehouse: './esm/cli.js' },
    sideEffects: false,
    exports: { ...Object.fromEntries(paths), './package.json': './package.json' },
  }
}
