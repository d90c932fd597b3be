import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { type CreditsDraft, REFILLS } from './credits-draft.ts'
import { words } from './form-words.ts'

type CreditsFieldProps = { credits: CreditsDraft; errors: FieldErrors; onCredits: (credits: CreditsDraft) => void }

/** Calls a key has left to spend, and whether they come back. */
export function CreditsField({ credits, errors, onCredits }: CreditsFieldProps) {
  const t = words()
  const set = (patch: Partial<CreditsDraft>) => onCredits({ ...credits, ...patch })
  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="font-medium">{t.creditsTitle}</legend>
      <p class="text-sm text-soft">{t.creditsHint}</p>
      <SwitchedNumber
        label={t.creditsOn}
        on={credits.on}
        value={credits.remaining}
        error={errorAt(errors, 'credits.remaining')}
        words={{ off: t.creditsOff, value: t.creditsValue, slider: '' }}
        onOn={(on) => set({ on })}
        onValue={(remaining) => set({ remaining })}
      />
      {credits.on && (
        <div class="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          <Select
            label={t.refill}
            value={credits.refill}
            choices={REFILLS.map((value) => ({ value, label: t.refills[value] }))}
            onValue={(refill) => set({ refill })}
          />
          {credits.refill !== 'never' && (
            <TextField
              label={t.refillAmount}
              hint={t.refillHint}
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
