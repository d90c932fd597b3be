import { useState } from 'preact/hooks'
import type { OAuthAppWithSecret } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Secret, SecretDialog } from '../../../ui/overlays/secret-dialog.tsx'

type CreatedDialogProps = {
  app: OAuthAppWithSecret
  /** A new app, or an existing one that got a new secret. */
  isNew: boolean
  onClose: () => void
  onView: () => void
}

/** Shows the client ID of an app, and its secret for the only time. */
export function CreatedDialog({ app, isNew, onClose, onView }: CreatedDialogProps) {
  const [kept, setKept] = useState(false)
  const { secret } = app
  return (
    <SecretDialog
      title={isNew ? m.oauth_apps_created_title() : m.oauth_apps_rotated_title()}
      close={m.oauth_apps_created_done()}
      unsaved={secret !== null && !kept && m.oauth_apps_created_not_copied({ name: app.name })}
      next={{ label: m.oauth_apps_created_view(), onSelect: onView }}
      onClose={onClose}
    >
      {secret === null ? (
        <Note>{m.oauth_apps_created_public()}</Note>
      ) : (
        <Note tone="warn">
          <strong>{m.oauth_apps_created_warning()}</strong>
          <p>{m.oauth_apps_created_where()}</p>
        </Note>
      )}
      <section class="min-w-0">
        <h3 class="mb-1">{m.oauth_apps_client_id()}</h3>
        <code class="secret">{app.clientId}</code>
        <div class="mt-2">
          <CopyButton text={app.clientId} label={m.oauth_apps_copy_client_id()} />
        </div>
      </section>
      {secret !== null && (
        <Secret
          title={m.oauth_apps_client_secret()}
          text={secret}
          copy={m.oauth_apps_copy_secret()}
          onCopied={() => setKept(true)}
        />
      )}
      {isNew && (
        <p class="text-soft">
          {m.oauth_apps_created_next({ url: `${location.origin}/.well-known/oauth-authorization-server` })}
        </p>
      )}
    </SecretDialog>
  )
}
