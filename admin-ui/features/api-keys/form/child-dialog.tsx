import type { ApiKey, ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { errorAt } from '../../../forms/form.ts'
import { ScopePicker } from '../../../forms/scope-picker.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useCreateChildKey } from '../key/mutations.ts'
import { useApiKey } from '../key/queries.ts'
import { AdvancedFields } from './advanced/advanced-fields.tsx'
import { childCreationOf, childDraftOf, childProblemsOf, endOf } from './draft/child-draft.ts'
import { useKeyForm } from './draft/use-key-form.ts'
import { Names } from './key-form.tsx'
import { DraftSummary, NothingYet } from './key-form-dialog.tsx'
import { ExpiryField } from './life/expiry-field.tsx'
import { LimitFields } from './limits/limit-fields.tsx'

type ChildDialogProps = {
  parentId: string
  /** Loads what shows the new key. */
  prepare: () => Promise<void>
  onClose: () => void
  onCreated: (created: ApiKeyWithSecret) => void
}

/** Creates a key below another one: with some of its permissions, at most its limits, in its environment. */
export function ChildDialog({ parentId, ...props }: ChildDialogProps) {
  return (
    <DialogOf
      query={useApiKey(parentId)}
      title={m.api_keys_child_create()}
      gone={m.api_keys_dialog_gone()}
      onClose={props.onClose}
    >
      {(parent) => <ChildForm parent={parent} {...props} />}
    </DialogOf>
  )
}

function ChildForm({ parent, prepare, onClose, onCreated }: Omit<ChildDialogProps, 'parentId'> & { parent: ApiKey }) {
  const form = useKeyForm(childDraftOf(parent), (draft, at) => childProblemsOf(draft, parent, at))
  const create = useCreateChildKey(parent.id, prepare)
  const { draft, errors, change } = form
  const submit = () => {
    if (!form.check()) return
    create.mutate(childCreationOf(draft, parent, Date.now()), { onSuccess: onCreated, onError: form.refuse })
  }
  return (
    <FormDialog
      title={m.api_keys_child_create_title({ name: parent.name })}
      submit={m.api_keys_dialog_generate()}
      form={form}
      busy={create.isPending}
      summary={form.touched ? <DraftSummary draft={draft} parent={parent} /> : <NothingYet />}
      onSubmit={submit}
      onClose={onClose}
    >
      <Note>{m.api_keys_child_lead({ environment: parent.environment })}</Note>
      <Names draft={draft} errors={errors} isNew onDraft={change} />
      <ScopePicker
        chosen={draft.scopes}
        within={parent.scopes}
        presets={false}
        error={errorAt(errors, 'scopes')}
        onChosen={(scopes) => change({ scopes })}
      />
      <LimitFields
        limits={draft.limits}
        most={parent.rateLimit}
        errors={errors}
        onLimits={(limits) => change({ limits })}
      />
      <ExpiryField draft={draft} until={endOf(parent)} error={errorAt(errors, 'expiresAt')} onDraft={change} />
      <AdvancedFields draft={draft} errors={errors} isNew isChild onDraft={change} />
    </FormDialog>
  )
}
