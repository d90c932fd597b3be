import { useState } from 'preact/hooks'
import type { IncomingWebhookWithToken } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Secret, SecretDialog } from '../../../ui/overlays/secret-dialog.tsx'
import { draftOf } from '../form/draft.ts'
import { IncomingSummary } from '../form/summary.tsx'
import { curlFor, formFor } from './curl.ts'

type CreatedDialogProps = {
  /** A new webhook, or an existing one that got a new token. */
  webhook: IncomingWebhookWithToken
  isNew: boolean
  onClose: () => void
  /** Opens the requests, where the first one will appear. */
  onRequests: () => void
}

/** Shows the URL of an incoming webhook, for the only time, and how to try it. */
export function CreatedDialog({ webhook, isNew, onClose, onRequests }: CreatedDialogProps) {
  const [kept, setKept] = useState(false)
  const { kind } = webhook.verification
  const command = curlFor(webhook, webhook.url)
  const form = kind === 'none' ? formFor(webhook.mapping, webhook.url) : null
  return (
    <SecretDialog
      title={isNew ? m.incoming_created_title() : m.incoming_regenerated_title()}
      close={m.incoming_created_done()}
      unsaved={!kept && m.incoming_created_not_copied({ name: webhook.name })}
      size="panel"
      aside={<IncomingSummary draft={draftOf(webhook)} />}
      next={{ label: m.incoming_created_see_requests(), onSelect: onRequests }}
      onClose={onClose}
    >
      <Note tone="warn">
        <strong>{m.incoming_created_warning()}</strong>
        <p>{m.incoming_created_token()}</p>
      </Note>
      <Secret
        title={m.incoming_created_url()}
        text={webhook.url}
        copy={m.incoming_created_copy()}
        onCopied={() => setKept(true)}
      />
      <p class="text-soft">{m.incoming_created_where({ kind })}</p>
      <section class="min-w-0">
        <h3 class="mb-1">{m.incoming_created_try()}</h3>
        <p class="mb-1.5 text-soft">
          {kind === 'none' ? m.incoming_created_try_plain() : m.incoming_created_try_signed()}
        </p>
        <CodeBlock>{command}</CodeBlock>
        <div class="mt-2">
          <CopyButton text={command} label={m.incoming_created_copy_command()} onCopied={() => setKept(true)} />
        </div>
      </section>
      {form !== null && (
        <section class="min-w-0">
          <h3 class="mb-1">{m.incoming_created_form()}</h3>
          <CodeBlock>{form}</CodeBlock>
          <div class="mt-2">
            <CopyButton text={form} label={m.incoming_created_copy_form()} onCopied={() => setKept(true)} />
          </div>
        </section>
      )}
    </SecretDialog>
  )
}
