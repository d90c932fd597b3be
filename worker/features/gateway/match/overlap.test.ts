import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRoutes } from './compile.ts'
import { matchRoute } from './match.ts'
import { haveCommonPath, shadows } from './overlap.ts'

type Rule = { prefix: string; exact: boolean }

const segment = fc.constantFrom('a', 'b', '{x}')
const rule = fc.record({
  prefix: fc
    .array(segment, { maxLength: 3 })
    .map((parts) => parts.map((part, n) => part.replace('}', `${n}}`)).join('/')),
  exact: fc.boolean(),
})
/** Every path that rules of these segments can tell apart. */
const PATHS = ['', 'a', 'b', 'c'].flatMap((first) =>
  first === ''
    ? ['']
    : ['', 'a', 'b', 'c'].flatMap((second) =>
        second === ''
          ? [`/${first}`]
          : ['', 'a', 'b', 'c'].flatMap((third) =>
              third === ''
                ? [`/${first}/${second}`]
                : [`/${first}/${second}/${third}`, `/${first}/${second}/${third}/d`],
            ),
      ),
)
const decides = (rules: Rule[], path: string) => {
  const routes = rules.map((one, n) => ({ ...one, id: String(n), methods: ['*' as const] }))
  const found = matchRoute(compileRoutes(routes), 'GET', path)
  return found.kind === 'route' ? Number(found.route.id) : null
}

describe('two rules', () => {
  it('have a common path, and shadow each other, exactly where matching says so', () => {
    fc.assert(
      fc.property(rule, rule, (one, other) => {
        const common = PATHS.filter((path) => decides([one], path) === 0 && decides([other], path) === 0)
        expect(haveCommonPath(one, other)).toBe(common.length > 0)
        const isTaken = common.some((path) => decides([other, one], path) === 1)
        expect(shadows(one, other)).toBe(isTaken)
      }),
      { numRuns: 2000 },
    )
  })
})
