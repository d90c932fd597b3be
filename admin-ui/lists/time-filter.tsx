import { defineWords } from '../format/language.ts'
import { TextField } from '../forms/field.tsx'
import { type Choice, Select } from '../forms/select.tsx'
import type { ListMoves } from './list-state.ts'

const words = defineWords({ from: 'From', to: 'To' })

type RangeFilterProps<V extends string> = {
  label: string
  value: V | 'custom'
  choices: readonly Choice<V | 'custom'>[]
  moves: ListMoves<'range' | 'from' | 'to'>
}

/** A time range that ends now, or a custom one, which `TimeFilter` asks for. */
export function RangeFilter<V extends string>({ label, value, choices, moves }: RangeFilterProps<V>) {
  return (
    <Select
      label={label}
      hideLabel
      value={value}
      choices={choices}
      onValue={(range) => moves.filter(range === 'custom' ? { range } : { range, from: '', to: '' })}
    />
  )
}

type TimeFilterProps = {
  /** Local dates and times as an <input type="datetime-local"> has them. */
  from: string
  to: string
  onTime: (name: 'from' | 'to', value: string) => void
}

/** From when and until when. */
export function TimeFilter({ from, to, onTime }: TimeFilterProps) {
  const t = words()
  return (
    <>
      <TextField
        label={t.from}
        type="datetime-local"
        value={from}
        max={to || undefined}
        onValue={(value) => onTime('from', value)}
      />
      <TextField
        label={t.to}
        type="datetime-local"
        value={to}
        min={from || undefined}
        onValue={(value) => onTime('to', value)}
      />
    </>
  )
}
