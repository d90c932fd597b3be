import type { Json } from '../json/json.ts'
import type { Keyword, Site } from './compiler.ts'
import { isObject, type SchemaNode } from './node.ts'
import { PART_KEYWORDS } from './parts.ts'
import { all, isCount, VALUE_KEYWORDS } from './values.ts'

const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

/** Keywords that apply schemas to the same value (JSON Schema Core 2020-12, sections 8.2 and 10.2). */
const LOGIC_KEYWORDS: Record<string, Keyword> = {
  allOf: (value, site) => {
    const nodes = branchesOf(value, site)
    return (
      nodes && all(nodes.map((node) => (data, place, run, evaluated) => run.evaluate(node, data, place, evaluated)))
    )
  },
  anyOf: (value, site) => {
    const nodes = branchesOf(value, site)
    return (
      nodes &&
      ((data, place, run, evaluated) => {
        let fits = false
        for (const node of nodes) {
          fits = run.matches(node, data, place, evaluated) || fits
          // The rest only matters if a caller needs to know which properties and items were evaluated.
          if (fits && !evaluated) break
        }
        return fits || run.fail(place, `must fit one of the ${nodes.length} schemas in anyOf`)
      })
    )
  },
  oneOf: (value, site) => {
    const nodes = branchesOf(value, site)
    return (
      nodes &&
      ((data, place, run, evaluated) => {
        let fitting = 0
        for (const node of nodes) {
          if (run.matches(node, data, place, evaluated)) fitting++
          if (fitting > 1) return run.fail(place, 'must fit only one of the schemas in oneOf')
        }
        return fitting === 1 || run.fail(place, `must fit one of the ${nodes.length} schemas in oneOf`)
      })
    )
  },
  not: (value, site) => {
    const node = site.branch(value)
    return (data, place, run) =>
      !run.matches(node, data, place, null) || run.fail(place, 'must not fit the schema in not')
  },
  if: (value, site) => {
    const condition = site.branch(value)
    const [yes, no] = [besideOf(site, 'then'), besideOf(site, 'else')]
    return (data, place, run, evaluated) => {
      const node = run.matches(condition, data, place, evaluated) ? yes : no
      return node === null || run.evaluate(node, data, place, evaluated)
    }
  },
  dependentSchemas: (value, site) => {
    const nodes = site.children(value, (schema, name) => site.branch(schema, name))
    if (!nodes) return null
    return all(
      [...nodes].map(
        ([name, node]) =>
          (data, place, run, evaluated) =>
            !isObject(data) || !Object.hasOwn(data, name) || run.evaluate(node, data, place, evaluated),
      ),
    )
  },
  $ref: (value, site) => {
    if (typeof value !== 'string') return site.problem('must be a reference as a string')
    let target: SchemaNode | null = null
    site.compiler.addReference(value, site, (node) => {
      target = node
      site.node.inPlace.push(node)
    })
    return (data, place, run, evaluated) => target === null || run.evaluate(target, data, place, evaluated)
  },
}

/** `then` and `else` are compiled with `if`; without it they check nothing, but must still be schemas. */
const branchOfIf: Keyword = (value, site) => {
  if (!Object.hasOwn(site.schema, 'if')) site.child(value)
  return null
}

const besideOf = (site: Site, name: 'then' | 'else'): SchemaNode | null => {
  const schema = site.schema[name]
  if (schema === undefined) return null
  const node = site.compiler.compile(schema, [...site.path.slice(0, -1), name])
  site.node.inPlace.push(node)
  return node
}

function branchesOf(value: Json, site: Site): SchemaNode[] | null {
  if (!Array.isArray(value) || value.length === 0) return site.problem('must be a list of schemas, and not empty')
  return value.map((schema, index) => site.branch(schema, String(index)))
}

const must =
  (is: (value: Json) => boolean, message: string): Keyword =>
  (value, site) =>
    is(value) ? null : site.problem(message)
const text = must((value) => typeof value === 'string', 'must be a string')
const flag = must((value) => typeof value === 'boolean', 'must be true or false')
const anything: Keyword = () => null
const refused =
  (why: string): Keyword =>
  (_, site) =>
    site.problem(`cannot be used here: ${why}`)

const definitions: Keyword = (value, site) => {
  site.children(value, (schema, name) => site.child(schema, name))
  return null
}

/** Keywords that check nothing. */
const OTHER_KEYWORDS: Record<string, Keyword> = {
  $schema: must((value) => value === DRAFT || value === `${DRAFT}#`, `must be ${DRAFT}: no other version is read`),
  $id: (value, site) => {
    if (typeof value !== 'string') return site.problem('must be a string')
    return site.path.length === 1 ? null : site.problem('can be used only at the root')
  },
  $anchor: (value, site) => {
    if (typeof value !== 'string' || !/^[A-Za-z_][-A-Za-z0-9._]*$/.test(value)) return site.problem('must be a name')
    site.compiler.addAnchor(value, site.node)
    return null
  },
  $defs: definitions,
  definitions,
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  then: branchOfIf,
  else: branchOfIf,
  minContains: must(isCount, 'must be a whole number, 0 or more'),
  maxContains: must(isCount, 'must be a whole number, 0 or more'),
  title: text,
  description: text,
  $comment: text,
  // Section 7.2.1 of the validation vocabulary: a format is an annotation and refuses nothing.
  format: text,
  contentEncoding: text,
  contentMediaType: text,
  contentSchema: (value, site) => {
    site.child(value)
    return null
  },
  deprecated: flag,
  readOnly: flag,
  writeOnly: flag,
  default: anything,
  examples: must(Array.isArray, 'must be a list'),
  example: anything,
  $dynamicRef: refused('use $ref'),
  $dynamicAnchor: refused('use $anchor'),
  $recursiveRef: refused('it is of an older draft: use $ref'),
  $recursiveAnchor: refused('it is of an older draft: use $anchor'),
  $vocabulary: refused('the vocabulary is that of draft 2020-12'),
  dependencies: refused('it is of an older draft: use dependentRequired or dependentSchemas'),
  additionalItems: refused('it is of an older draft: use items beside prefixItems'),
  id: refused('it is of an older draft: use $id'),
}

/** All keywords that a schema may contain, and those that are refused with advice. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({ ...VALUE_KEYWORDS, ...PART_KEYWORDS, ...LOGIC_KEYWORDS, ...OTHER_KEYWORDS }),
)
