import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors, type FieldsProps } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import type { Draft } from '../form/draft.ts'
import { SenderField, VerificationFields } from '../form/verification-fields.tsx'

type VerificationPartProps = FieldsProps<Draft> & { webhook: IncomingWebhook }

/** Who sends, and how that is verified, of an existing webhook. */
export function VerificationPart({ webhook, draft, errors, onDraft }: VerificationPartProps) {
  const { kind, hasSecret } = webhook.verification
  const fields = { draft, errors, onDraft }
  return (
    <div class="flex max-w-2xl flex-col gap-5 p-4">
      <SenderField {...fields} />
      <VerificationFields {...fields} hasSecret={draft.kind === kind && hasSecret} />
      {draft.kind !== 'none' && draft.kind === kind && <PreviousSecret webhook={webhook} {...fields} />}
    </div>
  )
}

type PreviousSecretProps = {
  webhook: IncomingWebhook
  draft: Draft
  errors: FieldErrors
  onDraft: (patch: Partial<Draft>) => void
}

/** A second secret that is accepted while the sender changes to a new one. */
function PreviousSecret({ webhook, draft, errors, onDraft }: PreviousSecretProps) {
  const { change, text } = draft.previousSecret
  const has = webhook.verification.hasPreviousSecret
  return (
    <>
      <Radios
        stacked
        legend={m.incoming_settings_previous()}
        value={change}
        choices={[
          {
            value: 'keep',
            label: has ? m.incoming_settings_previous_keep() : m.incoming_settings_previous_none(),
            hint: m.incoming_settings_previous_hint(),
          },
          { value: 'set', label: m.incoming_settings_previous_set() },
          ...(has ? [{ value: 'drop' as const, label: m.incoming_settings_previous_drop() }] : []),
        ]}
        onValue={(next) => onDraft({ previousSecret: { change: next, text: '' } })}
      />
      {change === 'set' && (
        <TextField
          label={m.incoming_settings_previous_secret()}
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          maxLength={500}
          error={errorAt(errors, 'previousSecret')}
          value={text}
          onValue={(next) => onDraft({ previousSecret: { change, text: next } })}
        />
      )}
    </>
  )
}
