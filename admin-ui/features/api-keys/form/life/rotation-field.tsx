import { Radios } from '../../../../forms/choice.tsx'
import { errorAt, type FieldErrors } from '../../../../forms/form.ts'
import { Select } from '../../../../forms/select.tsx'
import { SwitchedNumber } from '../../../../forms/slider.tsx'
import { m } from '../../../../messages/index.ts'
import { ROTATION_GRACES, type RotationDraft } from '../draft/rotation-draft.ts'
import { formatGrace } from './grace.ts'

type RotationFieldProps = {
  rotation: RotationDraft
  /** Whether the key is recoverable: one that is not can only have a reminder. */
  recoverable: boolean
  /** Whether recoverability can still be chosen. */
  isNew: boolean
  errors: FieldErrors
  onRotation: (rotation: RotationDraft) => void
}

/** How often a key gets a new secret, and whether automatically or by reminder. */
export function RotationField({ rotation, recoverable, isNew, errors, onRotation }: RotationFieldProps) {
  const set = (patch: Partial<RotationDraft>) => onRotation({ ...rotation, ...patch })
  const automatic = rotation.automatic && recoverable
  const graces = [...new Set([...ROTATION_GRACES, rotation.graceSeconds])].sort((one, other) => one - other)
  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="font-medium">{m.api_keys_form_rotation_title()}</legend>
      <SwitchedNumber
        label={m.api_keys_form_rotation_every()}
        on={rotation.on}
        value={rotation.everyDays}
        error={errorAt(errors, 'rotation.everyDays')}
        labels={{ off: m.api_keys_dialog_limit_off(), value: m.api_keys_form_rotation_days(), slider: '' }}
        onOn={(on) => set({ on })}
        onValue={(everyDays) => set({ everyDays })}
      />
      {rotation.on && (
        <Radios
          legend={m.api_keys_form_rotation_how()}
          stacked
          value={automatic ? 'automatic' : 'remind'}
          choices={[
            { value: 'remind', label: m.api_keys_form_remind(), hint: m.api_keys_form_remind_hint() },
            {
              value: 'automatic',
              label: m.api_keys_form_automatic(),
              hint: recoverable
                ? m.api_keys_form_automatic_hint()
                : isNew
                  ? m.api_keys_form_automatic_needs_recoverable()
                  : m.api_keys_form_automatic_not_recoverable(),
              disabled: !recoverable,
            },
          ]}
          error={errorAt(errors, 'rotation.automatic')}
          onValue={(kind) => set({ automatic: kind === 'automatic' })}
        />
      )}
      {rotation.on && automatic && (
        <div class="max-w-72">
          <Select
            label={m.api_keys_form_rotation_grace()}
            value={String(rotation.graceSeconds)}
            choices={graces.map((seconds) => ({ value: String(seconds), label: formatGrace(seconds) }))}
            onValue={(seconds) => set({ graceSeconds: Number(seconds) })}
          />
        </div>
      )}
    </fieldset>
  )
}
