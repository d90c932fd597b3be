import { CONTENT_TYPES, DISABLED_AFTER_DAYS, WEBHOOK_LIMITS } from '../../../../contract/webhooks.data.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { RangeField } from '../../../forms/range.tsx'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { m } from '../../../messages/index.ts'
import { contentTypeName } from '../webhook/content-type-name.ts'
import { type Draft, NUMBERS } from './draft.ts'
import { Schedule } from './schedule.tsx'

/** How events are sent: content type, timeout, retries, rate and order. */
export function DeliveryFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  return (
    <>
      <Select
        label={m.webhooks_setting_content_type()}
        value={draft.contentType}
        choices={CONTENT_TYPES.map((value) => ({ value, label: contentTypeName(value) }))}
        onValue={(contentType) => onDraft({ contentType })}
      />
      <RangeField
        label={m.webhooks_setting_timeout()}
        hint={m.webhooks_setting_timeout_hint()}
        {...WEBHOOK_LIMITS.timeoutSeconds}
        value={draft.timeoutSeconds}
        text={m.webhooks_setting_seconds({ count: draft.timeoutSeconds })}
        onValue={(timeoutSeconds) => onDraft({ timeoutSeconds })}
      />
      <div class="flex flex-col gap-2">
        <Checkbox
          label={m.webhooks_setting_retries()}
          checked={draft.retries}
          onChecked={(retries) => onDraft({ retries })}
        />
        {draft.retries && (
          <RangeField
            label={m.webhooks_setting_max_retries()}
            min={1}
            max={WEBHOOK_LIMITS.maxRetries.max}
            value={draft.maxRetries}
            text={m.webhooks_setting_times({ count: draft.maxRetries })}
            onValue={(maxRetries) => onDraft({ maxRetries })}
          />
        )}
        <Schedule retries={draft.retries ? draft.maxRetries : 0} />
      </div>
      <div class="flex flex-col gap-2">
        {NUMBERS.map((name) => (
          <SwitchedNumber
            key={name}
            label={m.webhooks_setting_number_name({ number: name })}
            on={draft[name].on}
            value={draft[name].value}
            error={errorAt(errors, name)}
            labels={{
              off: m.webhooks_setting_off(),
              value: m.webhooks_setting_value_of({ label: m.webhooks_setting_number_name({ number: name }) }),
              slider: m.webhooks_setting_slider_of({ label: m.webhooks_setting_number_name({ number: name }) }),
            }}
            onOn={(on) => onDraft({ [name]: { ...draft[name], on } })}
            onValue={(value) => onDraft({ [name]: { ...draft[name], value } })}
          />
        ))}
        <p class="text-sm text-soft">{m.webhooks_setting_disable_hint({ days: DISABLED_AFTER_DAYS })}</p>
      </div>
      <Checkbox
        label={m.webhooks_setting_ordered()}
        hint={m.webhooks_setting_ordered_hint()}
        checked={draft.ordered}
        onChecked={(ordered) => onDraft({ ordered })}
      />
    </>
  )
}
