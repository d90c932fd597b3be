import { Checkbox } from '../../forms/choice.tsx'
import { errorAt, type FieldsProps } from '../../forms/form.ts'
import { Chips } from '../../ui/chips.tsx'
import { Note } from '../../ui/note.tsx'
import { words } from './capture-words.ts'
import type { OrganizationDraft } from './organization-draft.ts'

/** Whether the log keeps headers and bodies, with what that risks and costs, and which names it must not keep. */
export function CaptureFields({ draft, errors, onDraft }: FieldsProps<OrganizationDraft>) {
  const t = words()
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
