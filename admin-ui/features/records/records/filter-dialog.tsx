import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Module, Field as ModuleField } from '../../../../client/src/generated.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { TextField } from '../../../forms/field.tsx'
import { Select } from '../../../forms/select.tsx'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { draftOf, problemsOf, valuesOf } from './draft.ts'
import { type Comparison, comparisonOf, comparisonsOf } from './filter-text.ts'
import { type FieldFilter, isListable } from './list-state.ts'

type FilterDialogProps = {
  module: Module
  /** The filter that is changed; null for a new one. */
  filter: FieldFilter | null
  onClose: () => void
  onFilter: (filter: FieldFilter) => void
}

/** A filter on one indexed field. Says of the other fields what they need to be filtered by. */
export function FilterDialog({ module, filter, onClose, onFilter }: FilterDialogProps) {
  const fields = module.fields.filter(isListable)
  // JSON cannot be indexed.
  const others = module.fields.filter(({ indexed, type }) => !indexed && type !== 'json')
  const [name, setName] = useState(filter?.field.name ?? fields[0]?.name ?? '')
  const field = fields.find((one) => one.name === name)
  return (
    <FilterForm
      key={name}
      {...(field ? { field } : {})}
      filter={filter?.field.name === name ? filter : null}
      onClose={onClose}
      onFilter={onFilter}
      picker={
        <Select
          label={m.records_filter_field()}
          value={name}
          choices={fields.map((one) => ({ value: one.name, label: one.label }))}
          onValue={setName}
        />
      }
      note={<Unindexed module={module} fields={others} />}
    />
  )
}

/** Fields that cannot be filtered by, with a link to where that is changed. */
function Unindexed({ module, fields }: { module: Module; fields: readonly ModuleField[] }) {
  const mayWrite = useCan('modules:write')
  if (fields.length === 0) return null
  return (
    <Note>
      <p>{m.records_filter_unindexed()}</p>
      <ul class="mt-1 flex flex-wrap gap-x-3 gap-y-1">
        {fields.map(({ name, label }) => (
          <li key={name}>
            {mayWrite ? (
              <a class="link" href={`${moduleHref(module.slug, { tab: 'fields' })}&dialog=edit-field&field=${name}`}>
                {label}
              </a>
            ) : (
              label
            )}
          </li>
        ))}
      </ul>
    </Note>
  )
}

type FilterFormProps = Omit<FilterDialogProps, 'module'> & {
  field?: ModuleField
  picker: ComponentChildren
  note: ComponentChildren
}

function FilterForm({ field, filter, onClose, onFilter, picker, note }: FilterFormProps) {
  const comparisons = field ? comparisonsOf(field) : []
  const usual: Comparison = field && ['text', 'email', 'url'].includes(field.type) ? 'contains' : 'eq'
  const [comparison, setComparison] = useState<Comparison>(filter ? comparisonOf(filter) : usual)
  const [value, setValue] = useState(() => {
    if (!field) return ''
    return filter ? inputFor(field, filter.value) : (choicesOf(field)?.[0]?.value ?? '')
  })
  const [problem, setProblem] = useState('')
  const needsValue = comparison !== 'empty' && comparison !== 'filled'
  const submit = () => {
    if (!field) return onClose()
    if (comparison === 'empty' || comparison === 'filled') {
      return onFilter({ field, operator: 'empty', value: String(comparison === 'empty') })
    }
    const required = { ...field, required: true }
    const wrong = problemsOf([required], { [field.name]: value })[field.name]
    if (wrong) return setProblem(m.records_value_problem({ problem: wrong }))
    const sent = valuesOf([field], { [field.name]: value })[field.name]
    onFilter({ field, operator: comparison, value: String(sent) })
  }
  return (
    <Dialog
      title={m.records_filter_title()}
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_cancel()}</Button>
          {field && (
            <Button type="submit" kind="primary">
              {m.records_filter_apply()}
            </Button>
          )}
        </>
      }
    >
      <div class="flex flex-col gap-4">
        {field && (
          <>
            {picker}
            <Select
              label={m.records_filter_comparison()}
              value={comparison}
              choices={comparisons.map((one) => ({
                value: one,
                label: m.records_comparison_name({ comparison: one }),
              }))}
              onValue={setComparison}
            />
            {needsValue && (
              <ValueField
                field={field}
                value={value}
                error={problem}
                onValue={(text) => {
                  setValue(text)
                  setProblem('')
                }}
              />
            )}
          </>
        )}
        {note}
      </div>
    </Dialog>
  )
}

const inputFor = (field: ModuleField, value: string) => {
  const typed = field.type === 'boolean' ? value === 'true' : value
  return draftOf([field], { [field.name]: typed })[field.name] ?? ''
}

/** The values that a field can have, if they are a list. */
const choicesOf = ({ type, options = [] }: ModuleField) => {
  if (type === 'select') return options.map((option) => ({ value: option, label: option }))
  if (type === 'boolean') {
    return (['true', 'false'] as const).map((one) => ({ value: one, label: m.records_boolean_name({ value: one }) }))
  }
  return null
}

type ValueFieldProps = { field: ModuleField; value: string; error: string; onValue: (value: string) => void }

function ValueField({ field, value, error, onValue }: ValueFieldProps) {
  const label = m.records_filter_value()
  const choices: { value: string; label: string }[] | null = choicesOf(field)
  if (choices) return <Select label={label} value={value} choices={choices} onValue={onValue} />
  const type = field.type === 'date' ? 'date' : field.type === 'datetime' ? 'datetime-local' : 'text'
  return (
    <TextField label={label} type={type} autofocus autocomplete="off" error={error} value={value} onValue={onValue} />
  )
}
