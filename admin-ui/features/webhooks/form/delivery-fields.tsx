import { DISABLED_AFTER_DAYS } from '../../../../contract/delivery-schedule.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { RangeField } from '../../../forms/range.tsx'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { words } from '../webhook/setting-words.ts'
import { CONTENT_TYPES, type Draft, NUMBERS } from './draft.ts'
import { Schedule } from './schedule.tsx'

/** How events are sent: form, patience, retries, pace and order. */
export function DeliveryFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const t = words()
  return (
    <>
      <Select
        label={t.contentType}
        value={draft.contentType}
        choices={CONTENT_TYPES.map((value) => ({ value, label: t.contentTypes[value] }))}
        onValue={(contentType) => onDraft({ contentType })}
      />
      <RangeField
        label={t.timeout}
        hint={t.timeoutHint}
        min={1}
        max={30}
        value={draft.timeoutSeconds}
        text={t.seconds(draft.timeoutSeconds)}
        onValue={(timeoutSeconds) => onDraft({ timeoutSeconds })}
      />
      <div class="flex flex-col gap-2">
        <Checkbox label={t.retries} checked={draft.retries} onChecked={(retries) => onDraft({ retries })} />
        {draft.retries && (
          <RangeField
            label={t.maxRetries}
            min={1}
            max={10}
            value={draft.maxRetries}
            text={t.times(draft.maxRetries)}
            onValue={(maxRetries) => onDraft({ maxRetries })}
          />
        )}
        <Schedule retries={draft.retries ? draft.maxRetries : 0} />
      </div>
      <div class="flex flex-col gap-2">
        {NUMBERS.map((name) => (
          <SwitchedNumber
            key={name}
            label={t[name]}
            on={draft[name].on}
            value={draft[name].value}
            error={errorAt(errors, name)}
            words={{ off: t.off, value: t.valueOf(t[name]), slider: t.sliderOf(t[name]) }}
            onOn={(on) => onDraft({ [name]: { ...draft[name], on } })}
            onValue={(value) => onDraft({ [name]: { ...draft[name], value } })}
          />
        ))}
        <p class="text-sm text-soft">{t.disableHint(DISABLED_AFTER_DAYS)}</p>
      </div>
      <Checkbox
        label={t.ordered}
        hint={t.orderedHint}
        checked={draft.ordered}
        onChecked={(ordered) => onDraft({ ordered })}
      />
    </>
  )
}
