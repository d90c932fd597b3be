import { useId } from 'preact/hooks'
import type { Scope, UpdateScope } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { MAX_DESCRIPTION } from '../../../../contract/common.data.ts'
import { isReservedScope } from '../../../../contract/scope-catalog.data.ts'
import { MAX_SCOPE_LABEL } from '../../../../contract/scopes.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { Field, TextField } from '../../../forms/field.tsx'
import { errorAt } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { changeOf, creationOf, type Draft, draftOf, problemsOf } from './draft.ts'
import { readScope, useCreateScope, useRefreshScopes, useScope, useScopeCatalog } from './queries.ts'

const EMPTY: Draft = { scope: '', label: '', description: '', group: '' }

/** Defines a scope of the organization. */
export function CreateScopeDialog({ onClose }: { onClose: () => void }) {
  const groups = useScopeCatalog().data?.groups ?? []
  const form = useScopeForm(
    EMPTY,
    groups.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)),
  )
  const create = useCreateScope()
  const submit = () => {
    if (!form.check()) return
    create.mutate(creationOf(form.draft), {
      onSuccess: ({ label }) => {
        toastDone(m.scopes_created({ label }))
        onClose()
      },
      onError: form.refuse,
    })
  }
  return (
    <FormDialog
      title={m.scopes_create_title()}
      submit={m.scopes_create_submit()}
      form={form}
      busy={create.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      <Fields form={form} />
    </FormDialog>
  )
}

/** Changes how a scope is shown. Its name stays, because keys hold it. */
export function EditScopeDialog({ scope, onClose }: { scope: string; onClose: () => void }) {
  return (
    <DialogOf
      query={useScope(scope)}
      title={m.scopes_edit_title({ scope })}
      gone={m.scopes_gone()}
      size="wide"
      onClose={onClose}
    >
      {(read) => <EditForm scope={scope} read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function EditForm({ scope, read, onClose }: { scope: string; read: Versioned<Scope>; onClose: () => void }) {
  const form = useScopeForm(draftOf(read.data), null)
  const refresh = useRefreshScopes()
  const edit = useEditForm({
    initial: read,
    read: () => readScope(scope),
    write: (body: UpdateScope, ifMatch) =>
      callApi('PATCH', '/api/v1/scopes/{scope}', { params: { scope }, body, ifMatch }),
    form,
    draftOf,
    nameOf: ({ label }) => label,
    refresh,
    onClose,
  })
  return (
    <FormDialog
      title={m.scopes_edit_title({ scope })}
      form={form}
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.check() && edit.save(changeOf(edit.base, form.draft))}
    >
      <Fields form={form} existing />
    </FormDialog>
  )
}

/**
 * The state of a scope's form.
 * @param taken the names that exist; null if the name is not edited
 */
function useScopeForm(initial: Draft, taken: readonly string[] | null) {
  const problems = (draft: Draft) => {
    const { scope, ...others } = problemsOf(draft, taken ?? [])
    const found = scope && taken ? { scope, ...others } : others
    return Object.fromEntries(Object.entries(found).map(([path, problem]) => [path, m.scopes_problem({ problem })]))
  }
  const form = useDraft(initial, { problems })
  return {
    ...form,
    /** Validates the draft. Returns true if it is valid; otherwise shows the errors. */
    check: (): boolean => form.showErrors(problems(form.draft)),
  }
}

type FieldsProps = {
  form: ReturnType<typeof useScopeForm>
  /** The name cannot be changed. */
  existing?: boolean
}

function Fields({ form, existing = false }: FieldsProps) {
  const { draft, errors, change } = form
  return (
    <>
      {!existing && (
        <TextField
          label={m.scopes_name()}
          hint={m.scopes_name_hint()}
          required
          autofocus
          autocomplete="off"
          spellcheck={false}
          placeholder="orders:read"
          maxLength={81}
          error={errorAt(errors, 'scope')}
          value={draft.scope}
          onValue={(scope) => change({ scope })}
        />
      )}
      <TextField
        label={m.scopes_label()}
        hint={m.scopes_label_hint()}
        required
        autofocus={existing}
        autocomplete="off"
        maxLength={MAX_SCOPE_LABEL}
        error={errorAt(errors, 'label')}
        value={draft.label}
        onValue={(label) => change({ label })}
      />
      <TextField
        label={m.scopes_description()}
        hint={m.scopes_description_hint()}
        autocomplete="off"
        maxLength={MAX_DESCRIPTION}
        error={errorAt(errors, 'description')}
        value={draft.description}
        onValue={(description) => change({ description })}
      />
      <GroupField value={draft.group} error={errorAt(errors, 'group')} onValue={(group) => change({ group })} />
    </>
  )
}

type GroupFieldProps = { value: string; error: string | undefined; onValue: (group: string) => void }

/** The heading under which dialogs show the scope: a new one, or one that exists. */
function GroupField({ value, error, onValue }: GroupFieldProps) {
  const id = useId()
  const groups = useScopeCatalog().data?.groups ?? []
  // A scope of the organization among those of Gatehouse itself would look like one of them.
  const offered = groups.filter(({ scopes }) =>
    scopes.some(({ scope, custom }) => custom || (scope !== '*' && !isReservedScope(scope))),
  )
  return (
    <Field label={m.scopes_group()} hint={m.scopes_group_hint()} error={error}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            type="text"
            class="input"
            autocomplete="off"
            placeholder={m.scopes_group_default()}
            maxLength={MAX_SCOPE_LABEL}
            list={id}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <datalist id={id}>
            {offered.map(({ group }) => (
              <option key={group} value={group} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
