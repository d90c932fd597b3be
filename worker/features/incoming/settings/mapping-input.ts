import type { UpdateIncomingWebhook } from '../../../../contract/incoming.ts'
import { Refusal } from '../../../platform/errors.ts'
import { readPath } from '../mapping/path.ts'
import type { StoredMapping } from '../rows/incoming-store.ts'

type Mappings = Pick<UpdateIncomingWebhook, 'mapping' | 'fieldMapping' | 'field_mapping'>

/** The mapping of a request in the form in which it is stored; undefined if the request has none. Throws `invalid`. */
export function mappingOf({ mapping, fieldMapping, field_mapping }: Mappings): StoredMapping | undefined {
  if (mapping) return storedMapping(mapping)
  const byName = fieldMapping ?? field_mapping
  if (!byName) return undefined
  const path = fieldMapping ? 'fieldMapping' : 'field_mapping'
  const fields = Object.values(byName)
  const errors = Object.entries(byName).flatMap(([name, field], index) =>
    fields.indexOf(field) < index ? [{ path: `${path}.${name}`, message: `maps to ${field} a second time` }] : [],
  )
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return Object.fromEntries(Object.entries(byName).map(([name, field]) => [field, { value: pathOf(name) }]))
}

/** The mapping as it is stored: each field as an object. */
export const storedMapping = (mapping: NonNullable<Mappings['mapping']>): StoredMapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([name, field]) => {
      if (typeof field === 'string') return [name, { value: field }]
      const { value, default: instead, list } = field
      return [
        name,
        {
          ...(value !== undefined && { value }),
          ...(instead !== undefined && { default: instead }),
          ...(list && { list }),
        },
      ]
    }),
  )

/** The path of a name in the payload: a name that is no path is quoted. */
const pathOf = (name: string): string => (readPath(name) ? name : `["${name.replaceAll(/["\\]/g, '\\$&')}"]`)
