import type { ApiKey } from '../../../../client/src/generated.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { EnvironmentBadge, LastUsed } from '../key/facts.tsx'
import { useDeleteKey, useRevokeKey } from '../key/mutations.ts'
import { useApiKey, useChildCount } from '../key/queries.ts'
import { InUse } from './in-use.tsx'

type EndDialogProps = { id: string; onClose: () => void }

/** Revokes a key permanently; it stays listed. */
export function RevokeDialog({ id, onClose }: EndDialogProps) {
  const revoke = useRevokeKey()
  return (
    <Confirmation
      id={id}
      title={m.api_keys_dialog_revoke_title()}
      text={m.api_keys_dialog_revoke_text()}
      check={() => m.api_keys_dialog_revoke_check()}
      button={m.api_keys_dialog_revoke_button()}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={(key) => revoke.mutate(key, { onSuccess: onClose })}
    />
  )
}

/** Deletes a key and removes it from the list. */
export function DeleteDialog({ id, onClose, onDeleted }: EndDialogProps & { onDeleted: () => void }) {
  const remove = useDeleteKey()
  return (
    <Confirmation
      id={id}
      title={m.api_keys_dialog_delete_title()}
      text={m.api_keys_dialog_delete_text()}
      hint={m.api_keys_dialog_delete_hint()}
      check={(key) => m.api_keys_dialog_delete_check({ name: key.name })}
      button={m.api_keys_dialog_delete_button()}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={(key) => remove.mutate(key, { onSuccess: onDeleted })}
    />
  )
}

type ConfirmationProps = EndDialogProps & {
  title: string
  text: string
  hint?: string
  check: (key: ApiKey) => string
  button: string
  busy: boolean
  onConfirm: (key: ApiKey) => void
}

/** Confirms an action that cannot be undone: shows the key's name and a checkbox. */
function Confirmation({ id, title, text, hint, check, button, busy, onClose, onConfirm }: ConfirmationProps) {
  const query = useApiKey(id)
  const key = query.data
  return (
    <ConfirmDialog
      title={title}
      confirm={button}
      check={key && check(key)}
      ready={key !== undefined}
      busy={busy}
      onClose={onClose}
      onConfirm={() => key && onConfirm(key)}
    >
      <Loaded query={query} waiting={<SkeletonRows rows={3} height="row" />}>
        {(it) => (
          <>
            <p>
              {text}
              {hint && it.status !== 'revoked' && ` ${hint}`}
            </p>
            <dl class="card facts p-3">
              <dt>{m.api_keys_name()}</dt>
              <dd class="flex flex-wrap items-center gap-2 font-semibold">
                {it.name} <EnvironmentBadge environment={it.environment} />
              </dd>
              <dt>{m.api_keys_key()}</dt>
              <dd>
                <code>{it.masked}</code>
              </dd>
              <dt>{m.api_keys_dialog_last_used()}</dt>
              <dd>
                <LastUsed apiKey={it} />
              </dd>
            </dl>
            <Family id={it.id} />
            <InUse apiKey={it} />
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  )
}

/** Says that the keys below it end too. */
function Family({ id }: { id: string }) {
  const count = useChildCount(id) ?? 0
  return count > 0 ? <Note tone="warn">{m.api_keys_child_end_too({ count })}</Note> : null
}
