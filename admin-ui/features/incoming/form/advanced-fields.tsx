import { MAX_DESCRIPTION } from '../../../../contract/common.data.ts'
import { INCOMING_PER_MINUTE, MAX_MAPPING_TEXT, MAX_SENDER_HEADER } from '../../../../contract/incoming.data.ts'
import { Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { TextArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { asksForSenderId, signsTime } from '../webhook/senders.ts'
import type { Draft } from './draft.ts'

/** The paths of the fields that are folded under "Advanced options". */
export const ADVANCED = ['description', 'rateLimitPerMinute', 'senderId', 'verification.toleranceSeconds'] as const

/** What most incoming webhooks do not change, with the description. */
export const AdvancedFields = (fields: FieldsProps<Draft>) => (
  <>
    <TextArea
      label={m.fields_description()}
      hint={m.incoming_form_description_hint()}
      rows={2}
      maxLength={MAX_DESCRIPTION}
      error={errorAt(fields.errors, 'description')}
      value={fields.draft.description}
      onValue={(description) => fields.onDraft({ description })}
    />
    <LimitFields {...fields} />
  </>
)

/** The rate limit, where the id of a delivery is, and how old a signature may be. */
export function LimitFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  return (
    <>
      <TextField
        label={m.incoming_form_limit()}
        hint={m.incoming_form_limit_hint({ max: INCOMING_PER_MINUTE.max })}
        autocomplete="off"
        maxLength={6}
        error={errorAt(errors, 'rateLimitPerMinute')}
        value={draft.rateLimitPerMinute}
        onValue={(rateLimitPerMinute) => onDraft({ rateLimitPerMinute })}
      />
      {draft.kind !== '' && asksForSenderId(draft.kind) && <SenderIdField {...{ draft, errors, onDraft }} />}
      {draft.kind !== '' && signsTime(draft.kind) && (
        <TextField
          label={m.incoming_form_tolerance()}
          hint={m.incoming_form_tolerance_hint()}
          autocomplete="off"
          maxLength={5}
          error={errorAt(errors, 'verification.toleranceSeconds')}
          value={draft.toleranceSeconds}
          onValue={(toleranceSeconds) => onDraft({ toleranceSeconds })}
        />
      )}
    </>
  )
}

/** Where the id of a delivery is, so that a repeat does nothing twice. */
export function SenderIdField({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const { at, text } = draft.senderId
  return (
    <>
      <Radios
        legend={m.incoming_form_sender_id()}
        value={at}
        choices={(['none', 'header', 'path'] as const).map((value) => ({
          value,
          label: m.incoming_sender_id_name({ at: value }),
        }))}
        onValue={(next) => onDraft({ senderId: { at: next, text: '' } })}
      />
      {at === 'none' ? (
        <p class="-mt-3 text-sm text-soft">{m.incoming_form_sender_id_hint()}</p>
      ) : (
        <TextField
          label={m.incoming_sender_id_label({ at })}
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          placeholder={at === 'header' ? 'X-Request-Id' : 'data.id'}
          maxLength={at === 'header' ? MAX_SENDER_HEADER : MAX_MAPPING_TEXT}
          error={errorAt(errors, 'senderId')}
          value={text}
          onValue={(next) => onDraft({ senderId: { at, text: next } })}
        />
      )}
    </>
  )
}
