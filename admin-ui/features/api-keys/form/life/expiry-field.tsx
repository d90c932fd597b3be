import { formatDay } from '../../../../format/language.ts'
import { Radios } from '../../../../forms/choice.tsx'
import { TextField } from '../../../../forms/field.tsx'
import { now } from '../../../../hooks/clock.ts'
import { m } from '../../../../messages/index.ts'
import { type Draft, dayOf, EXPIRIES, expiryOf } from '../draft/draft.ts'

type ExpiryFieldProps = {
  draft: Draft
  error?: string | undefined
  /** When the parent key expires; a child key cannot live longer. */
  until?: Date | null
  onDraft: (patch: Partial<Draft>) => void
}

/** When the key expires: never, after some days, or on a custom day. */
export function ExpiryField({ draft, error, until = null, onDraft }: ExpiryFieldProps) {
  const choices = EXPIRIES.filter((value) => {
    const end = expiryOf({ ...draft, expiry: value }, now.value)
    return value === 'custom' || !until || !end || end < until
  })
  const ends = expiryOf(draft, now.value)
  return (
    <div class="flex flex-col gap-2">
      <Radios
        legend={m.api_keys_dialog_expiration()}
        value={draft.expiry}
        choices={choices.map((value) => ({
          value,
          label:
            value === 'never' && until
              ? m.api_keys_child_expires_with_parent()
              : m.api_keys_dialog_expiration_name({ expiration: value }),
        }))}
        onValue={(expiry) => onDraft({ expiry })}
      />
      {draft.expiry === 'custom' && (
        <div class="max-w-56">
          <TextField
            label={m.api_keys_dialog_expiry_date()}
            type="date"
            min={dayOf(new Date(now.value))}
            max={until ? dayOf(until) : undefined}
            error={error}
            value={draft.expiryDay}
            onValue={(expiryDay) => onDraft({ expiryDay })}
          />
        </div>
      )}
      {(ends ?? until) && (
        <p class="text-sm text-soft">
          {m.api_keys_dialog_expires_on({ day: formatDay(ends ?? until ?? new Date(0)) })}
        </p>
      )}
    </div>
  )
}
