import { formatDay } from '../../../format/language.ts'
import { Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { words } from '../key/dialog-words.ts'
import { type Draft, dayOf, EXPIRIES, expiryOf } from './draft.ts'

type ExpiryFieldProps = { draft: Draft; error?: string | undefined; onDraft: (patch: Partial<Draft>) => void }

/** When the key expires: never, after some days, or on a custom day. */
export function ExpiryField({ draft, error, onDraft }: ExpiryFieldProps) {
  const t = words()
  const ends = expiryOf(draft, now.value)
  return (
    <div class="flex flex-col gap-2">
      <Radios
        legend={t.expiration}
        value={draft.expiry}
        choices={EXPIRIES.map((value) => ({ value, label: t.expirations[value] }))}
        onValue={(expiry) => onDraft({ expiry })}
      />
      {draft.expiry === 'custom' && (
        <div class="max-w-56">
          <TextField
            label={t.expiryDate}
            type="date"
            min={dayOf(new Date(now.value))}
            error={error}
            value={draft.expiryDay}
            onValue={(expiryDay) => onDraft({ expiryDay })}
          />
        </div>
      )}
      {ends && <p class="text-sm text-soft">{t.expiresOn(formatDay(ends))}</p>}
    </div>
  )
}
