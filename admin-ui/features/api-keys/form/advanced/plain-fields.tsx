import { MAX_OWNER_ID, MAX_TAG } from '../../../../../contract/api-keys.data.ts'
import { Chips } from '../../../../forms/chips.tsx'
import { Radios } from '../../../../forms/choice.tsx'
import { TextField } from '../../../../forms/field.tsx'
import { errorAt, errorInList, type FieldsProps } from '../../../../forms/form.ts'
import { CodeArea } from '../../../../forms/text-area.tsx'
import { m } from '../../../../messages/index.ts'
import { addressesOf, type Draft } from '../draft/draft.ts'

type Fields = FieldsProps<Draft>

/** The addresses from which a key works. */
export const AddressesField = ({ draft, errors, onDraft }: Fields) => (
  <CodeArea
    label={m.api_keys_dialog_allowed_ips()}
    hint={m.api_keys_dialog_allowed_ips_hint()}
    error={errorInList(errors, 'allowedIps', addressesOf(draft.allowedIps), (line, message) =>
      m.api_keys_dialog_line_problem({ line, message }),
    )}
    value={draft.allowedIps}
    onValue={(allowedIps) => onDraft({ allowedIps })}
  />
)

/** Where the calls of a key are counted. */
export const ConsistencyField = ({ draft, errors, onDraft }: Fields) => (
  <Radios
    legend={m.api_keys_form_consistency_legend()}
    stacked
    value={draft.consistency}
    choices={[
      { value: 'edge', label: m.api_keys_form_edge_option(), hint: m.api_keys_form_edge_hint() },
      { value: 'strict', label: m.api_keys_form_strict_option(), hint: m.api_keys_form_strict_hint() },
    ]}
    error={errorAt(errors, 'consistency')}
    onValue={(consistency) => onDraft({ consistency })}
  />
)

/** Whether headers and bodies of its calls are captured. */
export const CaptureField = ({ draft, errors, onDraft }: Fields) => (
  <Radios
    legend={m.api_keys_form_capture_legend()}
    stacked
    value={draft.capture}
    choices={[
      { value: 'inherit', label: m.api_keys_form_captures_inherit_label() },
      {
        value: 'always',
        label: m.api_keys_form_captures_always_label(),
        hint: m.api_keys_form_captures_always_hint(),
      },
      { value: 'never', label: m.api_keys_form_captures_never_label() },
    ]}
    error={errorAt(errors, 'captureBodies')}
    onValue={(capture) => onDraft({ capture })}
  />
)

/** What finds a key in lists and tells whose it is: its tags and its owner. */
export const LabelFields = ({ draft, errors, onDraft }: Fields) => (
  <>
    <Chips
      label={m.api_keys_dialog_tags()}
      hint={m.api_keys_form_tags_hint()}
      error={errorAt(errors, 'tags')}
      maxLength={MAX_TAG}
      chips={draft.tags}
      removeLabel={(tag) => m.api_keys_form_remove_tag({ tag })}
      onChips={(tags) => onDraft({ tags })}
    />
    <TextField
      label={m.api_keys_dialog_owner()}
      hint={m.api_keys_form_owner_hint()}
      autocomplete="off"
      spellcheck={false}
      maxLength={MAX_OWNER_ID}
      error={errorAt(errors, 'ownerId')}
      value={draft.ownerId}
      onValue={(ownerId) => onDraft({ ownerId })}
    />
  </>
)
