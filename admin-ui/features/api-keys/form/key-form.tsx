import { EnvironmentField, NameFields } from '../../../forms/common-fields.tsx'
import { errorAt, errorInList, type FieldsProps } from '../../../forms/form.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { words } from '../key/dialog-words.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { addressesOf, type Draft } from './draft.ts'
import { ExpiryField } from './expiry-field.tsx'
import { LimitFields } from './limit-fields.tsx'
import { ScopePicker } from './scope-picker.tsx'

type KeyFormProps = FieldsProps<Draft> & {
  /** Its type, and whether it is kept, are chosen once. */
  isNew: boolean
}

/** The fields of a key, the same for making and for changing one. */
export function KeyForm({ draft, errors, isNew, onDraft }: KeyFormProps) {
  const t = words()
  return (
    <>
      <NameFields
        draft={draft}
        errors={errors}
        words={{ name: t.keyName, nameHint: t.keyNameHint, descriptionHint: t.descriptionHint }}
        onDraft={onDraft}
      />
      {isNew && (
        <EnvironmentField
          value={draft.environment}
          errors={errors}
          words={{ legend: t.keyType, liveHint: t.liveHint, testHint: t.testHint }}
          onValue={(environment) => onDraft({ environment })}
        />
      )}
      <ScopePicker chosen={draft.scopes} error={errorAt(errors, 'scopes')} onChosen={(scopes) => onDraft({ scopes })} />
      <LimitFields limits={draft.limits} errors={errors} onLimits={(limits) => onDraft({ limits })} />
      <ExpiryField draft={draft} error={errorAt(errors, 'expiresAt')} onDraft={onDraft} />
      <CodeArea
        label={t.allowedIps}
        hint={t.allowedIpsHint}
        error={errorInList(errors, 'allowedIps', addressesOf(draft.allowedIps), t.lineProblem)}
        value={draft.allowedIps}
        onValue={(allowedIps) => onDraft({ allowedIps })}
      />
      <AdvancedFields draft={draft} errors={errors} isNew={isNew} onDraft={onDraft} />
    </>
  )
}
