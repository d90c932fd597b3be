import type { Plugin } from 'vite'

/** Comments that speak of an import begin with a star. */
const DYNAMIC = /(?<!^\s*\*.*)\bimport\((['"])([^'"\n]+)\1\)/gm

/**
 * Turns each `import('...')` of the Worker into a static import.
 *
 * The test tool answers a dynamic import with a call to its server, and shares the promise of that call between all
 * requests and objects of the runtime. A promise belongs to the request that made it. When a queue's consumer and a test
 * load parts that overlap, each waits for promises of the other, the runtime ends the consumer as hung, and the test waits
 * for ever. A build has no such promises. `worker/fetch.runtime.test.ts` runs without this plugin.
 */
export function staticImports(): Plugin {
  return {
    name: 'static-imports',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/worker\/.*\.ts$/.test(id) || id.endsWith('.test.ts')) return null
      const imports: string[] = []
      const changed = code.replace(DYNAMIC, (_all, _quote, path: string) => {
        const name = `__part${imports.length}`
        imports.push(`import * as ${name} from ${JSON.stringify(path)};`)
        return `Promise.resolve(${name})`
      })
      // On the first line, so that lines in messages stay right.
      return imports.length > 0 ? { code: `${imports.join('')}${changed}`, map: null } : null
    },
  }
}
