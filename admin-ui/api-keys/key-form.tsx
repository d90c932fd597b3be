import { Radios } from '../parts/choice.tsx'
import { TextArea, TextField } from '../parts/field.tsx'
import { errorAt, type FieldErrors } from '../parts/form.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { words } from './dialog-words.ts'
import { addressesOf, type Draft } from './draft.ts'
import { ExpiryField } from './expiry-field.tsx'
import { LimitFields } from './limit-fields.tsx'
import { ScopePicker } from './scope-picker.tsx'

type KeyFormProps = {
  draft: Draft
  errors: FieldErrors
  /** Its type, and whether it is kept, are chosen once. */
  isNew: boolean
  onDraft: (patch: Partial<Draft>) => void
}

/** The fields of a key, the same for making and for changing one. */
export function KeyForm({ draft, errors, isNew, onDraft }: KeyFormProps) {
  const t = words()
  return (
    <>
      <TextField
        label={t.keyName}
        hint={t.keyNameHint}
        required
        autofocus
        autocomplete="off"
        maxLength={100}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <TextArea
        label={t.description}
        hint={t.descriptionHint}
        rows={2}
        maxLength={500}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => onDraft({ description })}
      />
      {isNew && (
        <Radios
          legend={t.keyType}
          value={draft.environment}
          choices={[
            { value: 'live', label: t.live, hint: t.liveHint },
            { value: 'test', label: t.test, hint: t.testHint },
          ]}
          error={errorAt(errors, 'environment')}
          onValue={(environment) => onDraft({ environment })}
        />
      )}
      <ScopePicker chosen={draft.scopes} error={errorAt(errors, 'scopes')} onChosen={(scopes) => onDraft({ scopes })} />
      <LimitFields limits={draft.limits} errors={errors} onLimits={(limits) => onDraft({ limits })} />
      <ExpiryField draft={draft} error={errorAt(errors, 'expiresAt')} onDraft={onDraft} />
      <TextArea
        label={t.allowedIps}
        hint={t.allowedIpsHint}
        class="input font-mono"
        spellcheck={false}
        error={addressProblem(errors, draft)}
        value={draft.allowedIps}
        onValue={(allowedIps) => onDraft({ allowedIps })}
      />
      <AdvancedFields draft={draft} errors={errors} isNew={isNew} onDraft={onDraft} />
    </>
  )
}

/** The server speaks of the n-th address; the person sees lines, so the address itself is named. */
function addressProblem(errors: FieldErrors, draft: Draft): string | undefined {
  const path = Object.keys(errors).find((one) => one === 'allowedIps' || one.startsWith('allowedIps.'))
  const message = path && errors[path]
  if (!path || !message) return undefined
  const address = addressesOf(draft.allowedIps)[Number(path.split('.')[1])]
  return address === undefined ? message : words().lineProblem(address, message)
}
