import { Checkbox } from '../../../../forms/choice.tsx'
import { errorAt, type FieldsProps } from '../../../../forms/form.ts'
import { m } from '../../../../messages/index.ts'
import type { Draft } from '../draft/draft.ts'
import { RotationField } from '../life/rotation-field.tsx'
import { CreditsField } from '../limits/credits-field.tsx'
import { MetadataField } from './metadata-field.tsx'
import { AddressesField, CaptureField, ConsistencyField, LabelFields } from './plain-fields.tsx'

/** The settings that most keys do not change. */
export function AdvancedBody(
  props: FieldsProps<Draft> & { isNew: boolean /** Below another key. */; isChild?: boolean },
) {
  const { draft, errors, isNew, isChild, onDraft } = props
  return (
    <>
      <AddressesField draft={draft} errors={errors} onDraft={onDraft} />
      {isNew && (
        <Checkbox
          label={m.api_keys_dialog_recoverable()}
          hint={m.api_keys_dialog_recoverable_hint()}
          checked={draft.recoverable}
          onChecked={(recoverable) => onDraft({ recoverable })}
        />
      )}
      <RotationField
        rotation={draft.rotation}
        recoverable={draft.recoverable}
        isNew={isNew}
        errors={errors}
        onRotation={(rotation) => onDraft({ rotation })}
      />
      <CreditsField credits={draft.credits} errors={errors} onCredits={(credits) => onDraft({ credits })} />
      {!isChild && <ConsistencyField draft={draft} errors={errors} onDraft={onDraft} />}
      <CaptureField draft={draft} errors={errors} onDraft={onDraft} />
      <LabelFields draft={draft} errors={errors} onDraft={onDraft} />
      <MetadataField
        text={draft.metadata}
        error={errorAt(errors, 'metadata')}
        onText={(metadata) => onDraft({ metadata })}
      />
    </>
  )
}
