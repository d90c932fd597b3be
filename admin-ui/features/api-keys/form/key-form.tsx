import { EnvironmentField, NameFields } from '../../../forms/common-fields.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { ScopePicker } from '../../../forms/scope-picker.tsx'
import { m } from '../../../messages/index.ts'
import { AdvancedFields } from './advanced/advanced-fields.tsx'
import type { Draft } from './draft/draft.ts'
import { ExpiryField } from './life/expiry-field.tsx'
import { LimitFields } from './limits/limit-fields.tsx'
import { PresetField } from './scopes/preset-field.tsx'

type KeyFormProps = FieldsProps<Draft> & {
  /** Environment and recoverability can only be chosen for a new key. */
  isNew: boolean
  /** Permissions that are scrolled to. */
  reveal?: readonly string[]
}

/**
 * The fields of a key. A new one begins with what it is for; a key that exists with its permissions and limits, because
 * they are what is edited.
 */
export function KeyForm(form: KeyFormProps) {
  const { draft, errors, isNew, reveal = [], onDraft } = form
  const permissions = (
    <ScopePicker
      chosen={draft.scopes}
      error={errorAt(errors, 'scopes')}
      presets={!isNew}
      // The focus would scroll back to the search, and open the keyboard of a phone.
      autofocus={!isNew && reveal.length === 0}
      reveal={reveal}
      onChosen={(scopes) => onDraft({ scopes })}
    />
  )
  const limits = <LimitFields limits={draft.limits} errors={errors} onLimits={(limits) => onDraft({ limits })} />
  const expiry = <ExpiryField draft={draft} error={errorAt(errors, 'expiresAt')} onDraft={onDraft} />
  if (!isNew) {
    return (
      <>
        {permissions}
        {limits}
        <Names {...form} />
        {expiry}
        <AdvancedFields {...form} />
      </>
    )
  }
  return (
    <>
      <PresetField scopes={draft.scopes} onScopes={(scopes) => onDraft({ scopes })} />
      <Names {...form} />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.api_keys_dialog_key_type(),
          liveHint: m.api_keys_dialog_live_hint(),
          testHint: m.api_keys_dialog_test_hint(),
        }}
        onValue={(environment) => onDraft({ environment })}
      />
      {permissions}
      {limits}
      {expiry}
      <AdvancedFields {...form} />
    </>
  )
}

/** The name of a key and what it is for. */
export const Names = ({ draft, errors, isNew, onDraft }: KeyFormProps) => (
  <NameFields
    draft={draft}
    errors={errors}
    autofocus={isNew}
    labels={{
      name: m.api_keys_dialog_key_name(),
      nameHint: m.api_keys_dialog_key_name_hint(),
      descriptionHint: m.api_keys_dialog_description_hint(),
    }}
    onDraft={onDraft}
  />
)
