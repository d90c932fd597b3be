import { TextField } from '../../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../../forms/form.ts'
import { Select } from '../../../../forms/select.tsx'
import { SwitchedNumber } from '../../../../forms/slider.tsx'
import { m } from '../../../../messages/index.ts'
import { type CreditsDraft, REFILLS } from '../draft/credits-draft.ts'

type CreditsFieldProps = { credits: CreditsDraft; errors: FieldErrors; onCredits: (credits: CreditsDraft) => void }

/** The credits of a key, and their refill. */
export function CreditsField({ credits, errors, onCredits }: CreditsFieldProps) {
  const set = (patch: Partial<CreditsDraft>) => onCredits({ ...credits, ...patch })
  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="font-medium">{m.api_keys_form_credits_title()}</legend>
      <p class="text-sm text-soft">{m.api_keys_form_credits_hint()}</p>
      <SwitchedNumber
        label={m.api_keys_form_credits_on()}
        on={credits.on}
        value={credits.remaining}
        error={errorAt(errors, 'credits.remaining')}
        labels={{ off: m.api_keys_form_credits_off(), value: m.api_keys_form_credits_value(), slider: '' }}
        onOn={(on) => set({ on })}
        onValue={(remaining) => set({ remaining })}
      />
      {credits.on && (
        <div class="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          <Select
            label={m.api_keys_form_refill()}
            value={credits.refill}
            choices={REFILLS.map((value) => ({ value, label: m.api_keys_form_refill_name({ refill: value }) }))}
            onValue={(refill) => set({ refill })}
          />
          {credits.refill !== 'never' && (
            <TextField
              label={m.api_keys_form_refill_amount()}
              hint={m.api_keys_form_refill_hint()}
              autocomplete="off"
              maxLength={10}
              error={errorAt(errors, 'credits.refill')}
              value={credits.amount}
              onValue={(amount) => set({ amount })}
            />
          )}
        </div>
      )}
    </fieldset>
  )
}
