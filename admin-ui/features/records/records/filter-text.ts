import type { Field } from '../../../../client/src/generated.ts'
import { type FilterOperator, OPERATORS_OF_TYPE } from '../../../../contract/records.data.ts'
import { m } from '../../../messages/index.ts'
import { valueText } from './field-value.ts'
import type { FieldFilter } from './list-state.ts'

/** What a filter compares with, in the form: `filled` is `empty` with the value false. */
export type Comparison = FilterOperator | 'filled'

/** The comparisons that a field can be filtered with. */
export const comparisonsOf = ({ type }: Pick<Field, 'type'>): Comparison[] => {
  const operators: readonly Comparison[] = OPERATORS_OF_TYPE[type]
  return operators.includes('empty') ? [...operators, 'filled'] : [...operators]
}

export const comparisonOf = ({ operator, value }: FieldFilter): Comparison =>
  operator === 'empty' && value === 'false' ? 'filled' : operator

/** The value of a filter as its field has it. */
const typedValue = ({ field, value }: FieldFilter): unknown => (field.type === 'boolean' ? value === 'true' : value)

/** A filter in words, after the label of its field: `is at least 18`. */
export const filterText = (filter: FieldFilter): string =>
  m.records_filter_text({ comparison: comparisonOf(filter), value: valueText(filter.field, typedValue(filter)) })
