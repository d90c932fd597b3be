import { dirname, join } from 'node:path'
import { LAYERS, STORE } from './rules.ts'

/** Source files of the project: a map from the path, relative to the root and with slashes, to the text. */
export type Sources = ReadonlyMap<string, string>

/** An import that breaks a rule, a cycle, or a table that another feature uses. `text` is a sentence for people. */
export type Problem = { file: string; text: string }

type Import = { file: string; to: string }

const TEST = /\.(?:test|bench)\.tsx?$/

/**
 * Checks who imports whom, at every depth, types included: the rules of each layer, the order of features, and that
 * there are no cycles between files or folders. Tests may import anything, and nothing imports a test.
 *
 * @param features names of the Worker's features, lowest first; a feature may import those before it
 */
export function checkImports(sources: Sources, features: readonly string[]): Problem[] {
  const imports = [...sources].flatMap(([file, text]) =>
    TEST.test(file) ? [] : importsOf(text).map((to) => ({ file, to: resolve(file, to) })),
  )
  const ours = imports.filter(({ to }) => sources.has(to))
  return [
    ...imports.flatMap((one) => brokenRules(one, sources, features)),
    ...cycles(ours, (file) => file).map((cycle) => ({
      file: cycle[0] ?? '',
      text: `files import each other in a cycle: ${cycle.join(' -> ')}`,
    })),
    ...cycles(ours, dirname).map((cycle) => ({
      file: cycle[0] ?? '',
      text: `folders import each other in a cycle: ${cycle.map((folder) => `${folder} (${exampleOf(ours, folder, cycle)})`).join(', ')}`,
    })),
  ]
}

/** The imports of a file, as they are written: static and dynamic imports, re-exports and imported types. */
export function importsOf(text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  )
  return [...found].flatMap(([, a, b, c]) => a ?? b ?? c ?? [])
}

const resolve = (file: string, to: string): string => (to.startsWith('.') ? join(dirname(file), to) : to)

function brokenRules({ file, to }: Import, sources: Sources, features: readonly string[]): Problem[] {
  const layer = LAYERS.find(({ files }) => files.test(file))
  if (!layer) return []
  const isOurs = sources.has(to)
  const feature = featureOf(file)
  const match = (pattern: string) => {
    if (pattern === 'npm:**')
      return !isOurs && !to.startsWith('.') && !/^(?:worker|contract|admin-ui|client)\//.test(to)
    return globOf(feature ? pattern.replace('{feature}', feature) : pattern).test(to)
  }
  const problem = (text: string): Problem[] => [{ file, text: `${text} (${file} imports ${to})` }]
  if (isOurs && TEST.test(to)) return problem('Nothing imports a test.')
  if (layer.never?.some(match) || !layer.may.some(match)) return problem(layer.why)
  const other = featureOf(to)
  if (feature && other && other !== feature && file.startsWith('worker/')) {
    if (STORE.test(to)) return problem('A store is called by its own feature only.')
    const [mine, its] = [feature, other].map((path) => features.indexOf(path.slice('worker/features/'.length)))
    if (mine === undefined || its === undefined || its < 0 || its >= mine) {
      return problem('A feature imports features only that stand before it in worker/features.ts.')
    }
  }
  return []
}

/** The folder of the feature that a file belongs to, such as `worker/features/webhooks`. */
function featureOf(path: string): string | null {
  return /^(?:worker|admin-ui)\/features\/[^/]+(?=\/)/.exec(path)?.[0] ?? null
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === '**/' ? '(?:.*/)?' : stars === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${source}$`)
}

/** The groups of nodes that reach each other (Tarjan 1972), each sorted. */
function cycles(imports: readonly Import[], nodeOf: (file: string) => string): string[][] {
  const next = new Map<string, Set<string>>()
  for (const { file, to } of imports) {
    const [from, target] = [nodeOf(file), nodeOf(to)]
    if (from === target && nodeOf === dirname) continue
    next.set(from, (next.get(from) ?? new Set()).add(target))
  }
  const index = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (node: string): number => {
    const at = index.size
    index.set(node, at)
    let lowest = at
    stack.push(node)
    for (const target of next.get(node) ?? []) {
      if (!index.has(target)) lowest = Math.min(lowest, visit(target))
      else if (stack.includes(target)) lowest = Math.min(lowest, index.get(target) ?? lowest)
    }
    if (lowest === at) {
      const group = stack.splice(stack.indexOf(node))
      if (group.length > 1 || next.get(node)?.has(node)) found.push(group.toSorted())
    }
    return lowest
  }
  for (const node of next.keys()) if (!index.has(node)) visit(node)
  return found
}

/** One import by which a folder reaches another folder of its cycle. */
function exampleOf(imports: readonly Import[], folder: string, cycle: readonly string[]): string {
  const example = imports.find(
    ({ file, to }) => dirname(file) === folder && dirname(to) !== folder && cycle.includes(dirname(to)),
  )
  return example ? `${example.file} imports ${example.to}` : ''
}
