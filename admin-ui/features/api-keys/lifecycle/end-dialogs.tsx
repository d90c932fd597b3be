import type { ApiKey } from '../../../../client/src/generated.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Note } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { words } from '../key/dialog-words.ts'
import { EnvironmentBadge, LastUsed } from '../key/facts.tsx'
import { useDeleteKey, useRevokeKey } from '../key/mutations.ts'
import { useApiKey } from '../key/queries.ts'
import { useKeyUsage } from '../key/rotation.ts'

type EndDialogProps = { id: string; onClose: () => void }

const WEEK_MS = 7 * 86_400_000

/** Ends a key for good but keeps it on record. */
export function RevokeDialog({ id, onClose }: EndDialogProps) {
  const t = words()
  const revoke = useRevokeKey()
  return (
    <Confirmation
      id={id}
      title={t.revokeTitle}
      text={t.revokeText}
      check={() => t.revokeCheck}
      button={t.revokeButton}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={(key) => revoke.mutate(key, { onSuccess: onClose })}
    />
  )
}

/** Ends a key and takes it off the record. */
export function DeleteDialog({ id, onClose }: EndDialogProps) {
  const t = words()
  const remove = useDeleteKey()
  return (
    <Confirmation
      id={id}
      title={t.deleteTitle}
      text={t.deleteText}
      hint={t.deleteHint}
      check={(key) => t.deleteCheck(key.name)}
      button={t.deleteButton}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={(key) => remove.mutate(key, { onSuccess: onClose })}
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

/** What cannot be undone: the key named, and a box to tick. */
function Confirmation({ id, title, text, hint, check, button, busy, onClose, onConfirm }: ConfirmationProps) {
  const t = words()
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
              <dt>{t.name}</dt>
              <dd class="flex flex-wrap items-center gap-2 font-semibold">
                {it.name} <EnvironmentBadge environment={it.environment} />
              </dd>
              <dt>{t.key}</dt>
              <dd>
                <code>{it.masked}</code>
              </dd>
              <dt>{t.lastUsed}</dt>
              <dd>
                <LastUsed apiKey={it} />
              </dd>
            </dl>
            {stillInUse(it, now.value) && <InUse apiKey={it} />}
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  )
}

/** How often the key was used of late, as soon as that is known; the warning does not wait for it. */
function InUse({ apiKey }: { apiKey: ApiKey }) {
  const t = words()
  const { data } = useKeyUsage(apiKey.id, 7)
  return (
    <Note tone="warn">
      <strong>{t.revokeRecent}</strong>
      <p>
        {data && data.total > 0 && `${t.revokeOften(data.total)} `}
        {t.revokeStops}
      </p>
    </Note>
  )
}

/** Somebody called with it in the last seven days, and could again. */
const stillInUse = (key: ApiKey, at: number) =>
  key.status === 'active' && key.lastUsedAt !== null && at - Date.parse(key.lastUsedAt) < WEEK_MS
