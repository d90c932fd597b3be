import type { ComponentChildren } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import type { AlertRule, Organization } from '../../../client/src/generated.ts'
import { type AlertKind, type Figure, RULE_FIGURES } from '../../../contract/alerts.data.ts'
import { formatDuration } from '../../format/language.ts'
import { FieldError } from '../../forms/field.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { settingsHref } from '../../ui/page/feature.ts'
import { useOrganization } from './organization.ts'
import type { RuleChange } from './rule-queries.ts'

export type RuleProps = {
  rule: AlertRule
  readOnly: boolean
  busy: boolean
  /** Saves a change (null resets the rule) and shows the toast `said` when it is saved. */
  onChange: (change: RuleChange | null, said: string) => void
}

/** Stands in a message where a control stands in the sentence. */
const PLACES = { threshold: '[threshold]', window: '[window]', days: '[days]' }

/** When a rule fires, as a sentence whose numbers can be edited. */
export function RuleSentence(props: RuleProps) {
  const { rule, onChange } = props
  const figures = RULE_FIGURES[rule.kind]
  const save = (change: RuleChange) =>
    onChange(change, m.alert_rules_saved({ kind: m.alerts_kind_name({ kind: rule.kind }) }))
  const [wrong, setWrong] = useState(false)
  const errorId = useId()
  const controls: Record<string, ComponentChildren> = {
    [PLACES.threshold]: figures.threshold && (
      <Threshold
        {...props}
        figure={figures.threshold}
        wrong={wrong ? errorId : null}
        onWrong={setWrong}
        onSave={save}
      />
    ),
    [PLACES.window]: figures.windowSeconds && <Window {...props} figure={figures.windowSeconds} onSave={save} />,
    [PLACES.days]: <SettingDays kind={rule.kind} />,
  }
  const parts = m.alert_rules_when({ kind: rule.kind, ...PLACES }).split(/(\[\w+\])/)
  return (
    <>
      <span title={m.alert_rules_condition({ kind: rule.kind })}>
        {parts.map((part, index) => (
          <span key={index}>{controls[part] ?? part}</span>
        ))}
      </span>
      {wrong && figures.threshold && (
        <FieldError
          id={errorId}
          text={m.alert_rules_between({ min: figures.threshold.min, max: figures.threshold.max })}
        />
      )}
    </>
  )
}

type FigureProps = Pick<RuleProps, 'rule' | 'readOnly' | 'busy'> & {
  figure: Figure
  onSave: (change: RuleChange) => void
}

type ThresholdProps = FigureProps & {
  /** The id of the error below the sentence; null if there is none. */
  wrong: string | null
  onWrong: (wrong: boolean) => void
}

/** The threshold. Enter, the button beside it, or leaving the field saves it; Esc restores it. */
function Threshold({ rule, readOnly, busy, figure, wrong, onWrong, onSave }: ThresholdProps) {
  const kind = m.alerts_kind_name({ kind: rule.kind })
  const stands = String(rule.threshold ?? figure.standard)
  const [typed, setTyped] = useState(stands)
  const reset = () => {
    setTyped(stands)
    onWrong(false)
  }
  useEffect(reset, [stands])
  const label = m.alert_rules_threshold_unit({ unit: rule.kind === 'unusual_rate' ? 'times' : 'calls' })
  const fits = (text: string) => {
    const value = Number(text)
    return text.trim() !== '' && Number.isInteger(value) && value >= figure.min && value <= figure.max
  }
  const set = () => {
    if (typed === stands) return
    onWrong(!fits(typed))
    if (fits(typed)) onSave({ threshold: Number(typed) })
  }
  return (
    <>
      <input
        class="in-sentence tabular-nums"
        style={{ width: `${Math.max(typed.length, 1) + 0.5}ch` }}
        type="text"
        inputMode="numeric"
        aria-label={m.alert_rules_threshold_of({ label, kind })}
        autocomplete="off"
        maxLength={6}
        disabled={readOnly}
        value={typed}
        {...(wrong ? { 'aria-invalid': 'true' as const, 'aria-describedby': wrong } : {})}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value)
          if (fits(value)) onWrong(false)
        }}
        onBlur={(event) => {
          // The button saves it too.
          if (!(event.relatedTarget instanceof HTMLButtonElement)) set()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set()
          if (event.key === 'Escape') reset()
        }}
      />
      {!readOnly && typed !== stands && (
        <Button kind="link" busy={busy} aria-label={m.alert_rules_save_of({ kind })} onClick={set}>
          {m.alert_rules_save()}
        </Button>
      )}
    </>
  )
}

const WINDOWS = [60, 300, 600, 900, 1800, 3600]

/** The time window, from a list. A custom value that was set with the API is listed too. */
function Window({ rule, readOnly, busy, figure, onSave }: FigureProps) {
  const stands = rule.windowSeconds ?? figure.standard
  const choices = [...new Set([...WINDOWS, stands])].sort((a, b) => a - b)
  return (
    <select
      class="in-sentence"
      aria-label={m.alert_rules_window_of({ kind: m.alerts_kind_name({ kind: rule.kind }) })}
      disabled={readOnly || busy}
      value={String(stands)}
      onChange={(event) => onSave({ windowSeconds: Number(event.currentTarget.value) })}
    >
      {choices.map((seconds) => (
        <option key={seconds} value={String(seconds)}>
          {seconds % 60 === 0 ? formatDuration(seconds / 60, 'minute') : formatDuration(seconds, 'second')}
        </option>
      ))}
    </select>
  )
}

/** The number of days that a kind takes from the settings of the organization, with a link to it. */
function SettingDays({ kind }: { kind: AlertKind }) {
  const organization = useOrganization().data?.data
  const days = organization && daysOf(kind, organization)
  return (
    <a class="link" href={settingsHref('keys')}>
      {days ? formatDuration(days, 'day') : days === null ? m.alert_rules_by_schedule() : m.alert_rules_by_settings()}
      <span class="sr-only"> ({m.alert_rules_by_settings_of({ kind: m.alerts_kind_name({ kind }) })})</span>
    </a>
  )
}

/** Null if the setting is off. */
function daysOf(kind: AlertKind, it: Organization): number | null | undefined {
  switch (kind) {
    case 'key_unused':
      return it.unusedAfterDays
    case 'key_expiring':
      return it.expiryWarningDays
    case 'key_rotation_due':
      return it.rotationReminderDays
    default:
      return undefined
  }
}
