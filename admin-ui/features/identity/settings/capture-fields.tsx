import { Chips } from '../../../forms/chips.tsx'
import { Checkbox } from '../../../forms/choice.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { Note } from '../../../ui/note.tsx'
import type { OrganizationDraft } from './organization-draft.ts'
import { captureWords } from './organization-words.ts'

/** Whether the log keeps headers and bodies, with what that risks and costs, and which names it must not keep. */
export function CaptureFields({ draft, errors, onDraft }: FieldsProps<OrganizationDraft>) {
  const t = captureWords()
  return (
    <>
      <Checkbox
        label={t.captureBodies}
        hint={t.captureBodiesHint}
        checked={draft.captureBodies}
        onChecked={(captureBodies) => onDraft({ captureBodies })}
      />
      {draft.captureBodies && (
        <Note tone="warn">
          <p>{t.captureRisk}</p>
          <p class="mt-1">{t.captureCost}</p>
        </Note>
      )}
      <Chips
        label={t.redactNames}
        hint={t.redactNamesHint}
        error={errorAt(errors, 'redactNames')}
        maxLength={64}
        chips={draft.redactNames}
        removeLabel={t.removeName}
        onChips={(redactNames) => onDraft({ redactNames })}
      />
    </>
  )
}
