import { useEffect, useId, useState } from 'preact/hooks'
import type { AlertRule } from '../../../client/src/generated.ts'
import type { Figure } from '../../../contract/alert-kinds.ts'
import { FieldError } from '../../forms/field.tsx'
import { Button } from '../../ui/button.tsx'
import type { RuleChange } from './rule-queries.ts'
import { words } from './rule-words.ts'
import { words as alertWords } from './words.ts'

export type RuleProps = {
  rule: AlertRule
  readOnly: boolean
  busy: boolean
  /** Saves a change (null resets the rule) and shows `said` when it is saved. */
  onChange: (change: RuleChange | null, said: string) => void
}

type FigureProps = Pick<RuleProps, 'rule' | 'readOnly' | 'busy'> & {
  figure: Figure
  onSave: (change: RuleChange) => void
}

/** The threshold in calls, typed and then set. An invalid number is reported at the field. */
export function ThresholdField({ rule, readOnly, busy, figure, onSave }: FigureProps) {
  const t = words()
  const id = useId()
  const kind = alertWords().kinds[rule.kind]
  const stands = String(rule.threshold ?? figure.standard)
  const [typed, setTyped] = useState(stands)
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setTyped(stands)
    setWrong(false)
  }, [stands])
  const set = () => {
    const value = Number(typed)
    const fits = typed.trim() !== '' && Number.isInteger(value) && value >= figure.min && value <= figure.max
    setWrong(!fits)
    if (fits) onSave({ threshold: value })
  }
  const label = t.threshold[rule.kind === 'unusual_rate' ? 'times' : 'calls']
  return (
    <form
      class="flex flex-col gap-1"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== stands) set()
      }}
    >
      <label for={id} class="text-sm text-soft">
        {label}
      </label>
      <span class="flex gap-2">
        <input
          id={id}
          class="input w-24 text-right tabular-nums"
          type="text"
          inputMode="numeric"
          aria-label={t.thresholdOf(label, kind)}
          autocomplete="off"
          maxLength={6}
          disabled={readOnly}
          value={typed}
          {...(wrong ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {})}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {!readOnly && typed !== stands && (
          <Button type="submit" busy={busy} aria-label={t.setOf(kind)}>
            {t.set}
          </Button>
        )}
      </span>
      {wrong && <FieldError id={`${id}-error`} text={t.between(figure.min, figure.max)} />}
    </form>
  )
}

const WINDOWS = [60, 300, 600, 900, 1800, 3600]

/** The time window, one of a few. Another value that was set by the API is listed too. */
export function WindowField({ rule, readOnly, busy, figure, onSave }: FigureProps) {
  const t = words()
  const id = useId()
  const stands = rule.windowSeconds ?? figure.standard
  const choices = [...new Set([...WINDOWS, stands])].sort((a, b) => a - b)
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-sm text-soft">
        {t.window}
      </label>
      <select
        id={id}
        class="input"
        aria-label={t.windowOf(alertWords().kinds[rule.kind])}
        disabled={readOnly || busy}
        value={String(stands)}
        onChange={(event) => onSave({ windowSeconds: Number(event.currentTarget.value) })}
      >
        {choices.map((seconds) => (
          <option key={seconds} value={String(seconds)}>
            {t.minutes(seconds)}
          </option>
        ))}
      </select>
    </div>
  )
}
