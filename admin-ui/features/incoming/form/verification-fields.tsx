import { RefreshCw } from 'lucide-preact'
import {
  HMAC_ALGORITHMS,
  HMAC_ENCODINGS,
  MAX_SENDER_HEADER,
  MAX_SENDER_SECRET,
  SECRET_ENCODINGS,
} from '../../../../contract/incoming.data.ts'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { PresetCard, Presets } from '../../../forms/preset-card.tsx'
import { Select } from '../../../forms/select.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SENDER_ICONS, SENDERS } from '../webhook/senders.ts'
import type { Draft } from './draft.ts'

/** Who sends: presets that know how the sender signs. */
export const SenderField = ({ draft, errors, onDraft }: FieldsProps<Draft>) => (
  <Presets title={m.incoming_form_sender()} error={errorAt(errors, 'kind')}>
    {SENDERS.map((kind) => (
      <PresetCard
        key={kind}
        icon={SENDER_ICONS[kind]}
        name={m.incoming_sender_name({ kind })}
        text={m.incoming_sender_text({ kind })}
        on={draft.kind === kind}
        // The secret of another sender is not this one's.
        onChoose={() => kind !== draft.kind && onDraft({ kind, secret: '' })}
      />
    ))}
  </Presets>
)

/** Senders that let the user choose the secret, so that one can be made here. */
const CHOSEN_HERE: readonly string[] = ['github', 'hmac', 'header']

/** 32 random bytes in hexadecimal. */
const newSecret = () =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

type VerificationFieldsProps = FieldsProps<Draft> & {
  /** There is a secret of this kind already, which stays if the field is left empty. */
  hasSecret?: boolean
}

/** What the chosen preset has to know: the secret, and for HMAC how it is used. */
export function VerificationFields({ draft, errors, onDraft, hasSecret = false }: VerificationFieldsProps) {
  const { kind } = draft
  if (kind === '') return null
  if (kind === 'none') return <Note tone="warn">{m.incoming_form_none_note()}</Note>
  return (
    <>
      {(kind === 'header' || kind === 'hmac') && (
        <TextField
          label={m.incoming_form_header()}
          hint={m.incoming_form_header_hint({ kind })}
          required
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          placeholder={kind === 'hmac' ? 'X-Signature' : 'X-Webhook-Secret'}
          maxLength={MAX_SENDER_HEADER}
          error={errorAt(errors, 'verification.header')}
          value={draft.header}
          onValue={(header) => onDraft({ header })}
        />
      )}
      <div>
        <TextField
          label={m.incoming_form_secret()}
          hint={hasSecret ? m.incoming_form_secret_kept() : m.incoming_secret_hint({ kind })}
          required={!hasSecret}
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          maxLength={MAX_SENDER_SECRET}
          error={errorAt(errors, 'verification.secret')}
          value={draft.secret}
          onValue={(secret) => onDraft({ secret })}
        />
        {CHOSEN_HERE.includes(kind) && (
          <div class="mt-2 flex flex-wrap gap-2">
            <Button small icon={RefreshCw} onClick={() => onDraft({ secret: newSecret(), secretEncoding: 'text' })}>
              {m.incoming_form_generate()}
            </Button>
            {draft.secret && <CopyButton text={draft.secret} label={m.incoming_form_copy_secret()} quiet />}
          </div>
        )}
      </div>
      {kind === 'hmac' && (
        <div class="grid gap-4 sm:grid-cols-2">
          <Select
            label={m.incoming_form_algorithm()}
            value={draft.algorithm}
            choices={HMAC_ALGORITHMS.map((value) => ({ value, label: value.toUpperCase().replace('SHA', 'SHA-') }))}
            onValue={(algorithm) => onDraft({ algorithm })}
          />
          <Select
            label={m.incoming_form_encoding()}
            value={draft.encoding}
            choices={HMAC_ENCODINGS.map((value) => ({ value, label: m.incoming_encoding_name({ encoding: value }) }))}
            onValue={(encoding) => onDraft({ encoding })}
          />
          <TextField
            label={m.incoming_form_prefix()}
            hint={m.incoming_form_prefix_hint()}
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            maxLength={50}
            placeholder="sha256="
            error={errorAt(errors, 'verification.prefix')}
            value={draft.prefix}
            onValue={(prefix) => onDraft({ prefix })}
          />
          <Select
            label={m.incoming_form_secret_encoding()}
            value={draft.secretEncoding}
            choices={SECRET_ENCODINGS.map((value) => ({ value, label: m.incoming_encoding_name({ encoding: value }) }))}
            onValue={(secretEncoding) => onDraft({ secretEncoding })}
          />
        </div>
      )}
    </>
  )
}
