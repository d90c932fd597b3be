import type { Json, JsonObject } from '../json/json.ts'
import type { SafeRegex } from '../regex/safe-regex.ts'
import type { Keyword, Site } from './compiler.ts'
import { type Check, isObject, type Place, type Run, type SchemaNode } from './node.ts'
import { isCount } from './values.ts'

/** Keywords that apply schemas to parts of a value (JSON Schema Core 2020-12, sections 10.3 and 11). */
export const PART_KEYWORDS: Record<string, Keyword> = {
  properties: (value, site) => {
    const children = site.children(value, (schema, name) => site.child(schema, name))
    if (!children) return null
    return (data, place, run, evaluated) => {
      if (!isObject(data)) return true
      run.budget.charge(children.size * (evaluated ? 4 : 1))
      let fits = true
      for (const [name, node] of children) {
        if (!Object.hasOwn(data, name)) continue
        evaluated?.properties.add(name)
        fits = run.evaluate(node, data[name] ?? null, { parent: place, name }, null) && fits
        if (!fits && run.isQuiet) break
      }
      return fits
    }
  },
  patternProperties: (value, site) => {
    const children = site.children(value, (schema, name) => site.child(schema, name))
    if (!children) return null
    const patterns = [...children].flatMap(([source, node]) => {
      const regex = site.compiler.regexOf(source, site)
      return regex ? [{ regex, node }] : []
    })
    return eachProperty((name, data, place, run, evaluated) => {
      let fits = true
      for (const { regex, node } of patterns) {
        if (!regex.test(name, run.budget)) continue
        evaluated?.properties.add(name)
        fits = run.evaluate(node, data, place, null) && fits
        if (!fits && run.isQuiet) break
      }
      return fits
    })
  },
  additionalProperties: (value, site) => {
    const node = site.child(value)
    const isNamed = namedBeside(site)
    return eachProperty((name, data, place, run, evaluated) => {
      if (isNamed(name, run)) return true
      evaluated?.properties.add(name)
      return run.evaluate(node, data, place, null)
    })
  },
  propertyNames: (value, site) => {
    const node = site.child(value)
    return eachProperty(
      (name, _, place, run) =>
        run.matches(node, name, place, null) || run.fail(place, 'has a name that does not fit propertyNames'),
    )
  },
  prefixItems: (value, site) => {
    if (!Array.isArray(value) || value.length === 0) return site.problem('must be a list of schemas')
    const nodes = value.map((schema, index) => site.child(schema, String(index)))
    return (data, place, run, evaluated) => {
      if (!Array.isArray(data)) return true
      if (evaluated) evaluated.prefix = Math.max(evaluated.prefix, nodes.length)
      return eachItem(data.slice(0, nodes.length), 0, place, run, (index) => nodes[index])
    }
  },
  items: (value, site) => {
    if (Array.isArray(value)) return site.problem('must be one schema: use prefixItems for a list of them')
    const node = site.child(value)
    const { prefixItems } = site.schema
    const from = Array.isArray(prefixItems) ? prefixItems.length : 0
    return (data, place, run, evaluated) => {
      if (!Array.isArray(data)) return true
      if (evaluated) evaluated.allItems = true
      return eachItem(data, from, place, run, () => node)
    }
  },
  contains: (value, site) => {
    const node = site.child(value)
    const { minContains, maxContains } = site.schema
    const [min, max] = [isCount(minContains) ? minContains : 1, isCount(maxContains) ? maxContains : Infinity]
    return (data, place, run, evaluated) => {
      if (!Array.isArray(data)) return true
      let found = 0
      for (const [index, item] of data.entries()) {
        if (!run.matches(node, item, place, null)) continue
        if (evaluated) run.budget.charge(4)
        found++
        evaluated?.items.add(index)
        if (found > max || (found >= min && max === Infinity && !evaluated)) break
      }
      if (found < min) return run.fail(place, `must have at least ${min} entries that fit contains`)
      return found <= max || run.fail(place, `must have at most ${max} entries that fit contains`)
    }
  },
  unevaluatedProperties: (value, site) => {
    const node = site.child(value)
    return eachProperty((name, data, place, run, evaluated) => {
      if (evaluated?.allProperties || evaluated?.properties.has(name)) return true
      evaluated?.properties.add(name)
      return run.evaluate(node, data, place, null)
    })
  },
  unevaluatedItems: (value, site) => {
    const node = site.child(value)
    return (data, place, run, evaluated) => {
      if (!Array.isArray(data)) return true
      const fits = eachItem(data, 0, place, run, (index) => (evaluated?.hasItem(index) ? undefined : node))
      if (evaluated) evaluated.allItems = true
      return fits
    }
  },
}

type PropertyCheck = (name: string, data: Json, place: Place, run: Run, evaluated: Parameters<Check>[3]) => boolean

/** Checks every own property of an object. */
function eachProperty(check: PropertyCheck): Check {
  return (data, place, run, evaluated) => {
    if (!isObject(data)) return true
    let fits = true
    const names = Object.keys(data)
    run.budget.charge(2 * names.length)
    for (const name of names) {
      if (evaluated) run.budget.charge(4)
      fits = check(name, data[name] ?? null, { parent: place, name }, run, evaluated) && fits
      if (!fits && run.isQuiet) break
    }
    return fits
  }
}

function eachItem(
  data: readonly Json[],
  from: number,
  place: Place,
  run: Run,
  nodeOf: (index: number) => SchemaNode | undefined,
): boolean {
  let fits = true
  for (let index = from; index < data.length; index++) {
    run.budget.charge(1)
    const node = nodeOf(index)
    if (node) fits = run.evaluate(node, data[index] ?? null, { parent: place, name: index }, null) && fits
    if (!fits && run.isQuiet) break
  }
  return fits
}

/** Whether `properties` or `patternProperties` in the same schema cover a property. */
function namedBeside(site: Site): (name: string, run: Run) => boolean {
  const { properties, patternProperties } = site.schema
  const named: JsonObject = isObject(properties) ? properties : {}
  const sources = isObject(patternProperties) ? Object.keys(patternProperties) : []
  const regexes = sources
    .map((source) => site.compiler.regexOf(source, site))
    .filter((one): one is SafeRegex => one !== null)
  return (name, run) => Object.hasOwn(named, name) || regexes.some((regex) => regex.test(name, run.budget))
}
