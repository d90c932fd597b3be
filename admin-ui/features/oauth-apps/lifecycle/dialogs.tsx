import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { OAuthApp, OAuthAppWithSecret } from '../../../../client/src/generated.ts'
import { Radios } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { m } from '../../../messages/index.ts'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { EnvironmentBadge, LastUsed } from '../app/facts.tsx'
import { type Revoked, useDeleteApp, useRevoke, useRotateSecret } from '../app/mutations.ts'
import { useOAuthApp } from '../app/queries.ts'

type DialogProps = { id: string; onClose: () => void }

type OneProps = DialogProps & { title: string; children: (app: OAuthApp) => ComponentChildren }

const One = ({ id, title, onClose, children }: OneProps) => (
  <DialogOf query={useOAuthApp(id)} gone={m.oauth_apps_gone()} title={title} onClose={onClose}>
    {children}
  </DialogOf>
)

/** Seconds. */
const OVERLAPS = ['0', '3600', '86400', '604800'] as const

/** Gives an app a new secret; how long the one before works is chosen. */
export function RotateDialog({
  id,
  onClose,
  onRotated,
}: DialogProps & { onRotated: (app: OAuthAppWithSecret) => void }) {
  const rotate = useRotateSecret()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('86400')
  return (
    <One id={id} title={m.oauth_apps_rotate_title()} onClose={onClose}>
      {(app) => (
        <ConfirmDialog
          title={m.oauth_apps_rotate_title()}
          confirm={m.oauth_apps_rotate()}
          kind="primary"
          busy={rotate.isPending}
          keepOnOutsidePress
          onClose={onClose}
          onConfirm={() => rotate.mutate({ id, overlapSeconds: Number(overlap) }, { onSuccess: onRotated })}
        >
          {rotate.error && <Refusal error={rotate.error} unanswered={m.oauth_apps_rotate_lost()} />}
          <p>{m.oauth_apps_rotate_text({ name: app.name })}</p>
          <Radios
            stacked
            legend={m.oauth_apps_rotate_overlap()}
            value={overlap}
            choices={OVERLAPS.map((value) => ({ value, label: m.oauth_apps_overlap_name({ seconds: value }) }))}
            onValue={setOverlap}
          />
          {app.secret?.previousUntil && <Note tone="warn">{m.oauth_apps_rotate_third()}</Note>}
        </ConfirmDialog>
      )}
    </One>
  )
}

/** Deletes an app: its name has to be typed. */
export function DeleteDialog({ id, onClose, onDeleted }: DialogProps & { onDeleted: () => void }) {
  const remove = useDeleteApp()
  const [typed, setTyped] = useState('')
  return (
    <One id={id} title={m.oauth_apps_delete_title()} onClose={onClose}>
      {(app) => (
        <ConfirmDialog
          title={m.oauth_apps_delete_title()}
          confirm={m.oauth_apps_delete()}
          ready={typed.trim() === app.name}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(app, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>{m.oauth_apps_delete_text()}</p>
          <dl class="card facts p-3">
            <dt>{m.oauth_apps_name()}</dt>
            <dd class="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
              {app.name} <EnvironmentBadge app={app} />
            </dd>
            <dt>{m.oauth_apps_users()}</dt>
            <dd>{app.activeGrants ?? 0}</dd>
            <dt>{m.oauth_apps_last_used()}</dt>
            <dd>
              <LastUsed app={app} />
            </dd>
          </dl>
          <TextField
            label={m.oauth_apps_delete_type_name()}
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onValue={setTyped}
          />
        </ConfirmDialog>
      )}
    </One>
  )
}

/** Revokes what one user allowed, one token, or everything. */
export function RevokeDialog({ app, what, onClose }: { app: OAuthApp; what: Revoked; onClose: () => void }) {
  const revoke = useRevoke()
  const text =
    what.kind === 'all'
      ? m.oauth_apps_revoke_all_text({ name: app.name })
      : what.kind === 'grant'
        ? m.oauth_apps_revoke_grant_text({ name: what.name, app: app.name })
        : m.oauth_apps_revoke_token_text({ name: what.name })
  const title = m.oauth_apps_revoke_title({ kind: what.kind })
  return (
    <ConfirmDialog
      title={title}
      confirm={m.oauth_apps_revoke()}
      check={what.kind === 'all' ? m.oauth_apps_revoke_all_check() : undefined}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => revoke.mutate({ app, what }, { onSuccess: onClose })}
    >
      {revoke.error && <Refusal error={revoke.error} unanswered={m.oauth_apps_revoke_lost()} />}
      <p class="wrap-anywhere">{text}</p>
    </ConfirmDialog>
  )
}
