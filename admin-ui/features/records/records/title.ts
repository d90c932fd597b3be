import type { Field } from '../../../../client/src/generated.ts'
import { valueText } from './field-value.ts'

/**
 * What a record is called: the value of its first field that is a text or unique and has one, else its first text. Empty if it has
 * neither.
 */
export function titleOf(fields: readonly Field[], data: Readonly<Record<string, unknown>>): string {
  const isName = ({ type, unique }: Field) => type === 'text' || (unique && type !== 'reference')
  const named = fields.filter(isName).map((field) => valueText(field, data[field.name]))
  const texts = fields
    .filter(({ type }) => type === 'email' || type === 'url' || type === 'select')
    .map((field) => valueText(field, data[field.name]))
  return [...named, ...texts].find((text) => text !== '') ?? ''
}
