import { CircleCheck } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { CreatedWebhook, WebhookWithSecret } from '../../../../client/src/generated.ts'
import { asTitle, causeText } from '../../../format/delivery-outcome.ts'
import { formatInstant, formatMilliseconds } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Secret, SecretDialog } from '../../../ui/overlays/secret-dialog.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { draftOf } from '../form/draft.ts'
import { WebhookSummary } from '../form/webhook-summary.tsx'
import { SNIPPET_LANGUAGES, SNIPPETS, type SnippetLanguage } from './snippets.ts'

type CreatedDialogProps = {
  /** A new webhook, or an existing one that got a new secret. */
  created: WebhookWithSecret | CreatedWebhook
  onClose: () => void
  /** Opens the deliveries, where the test delivery will appear. */
  onDeliveries: () => void
}

/** Shows a webhook's secret, for the only time. */
export function CreatedDialog({ created, onClose, onDeliveries }: CreatedDialogProps) {
  const [kept, setKept] = useState(false)
  const isNew = 'firstTest' in created
  const rotated = !isNew
  return (
    <SecretDialog
      title={rotated ? m.webhooks_dialog_rotated_title() : m.webhooks_dialog_created_title()}
      close={m.webhooks_dialog_done()}
      unsaved={!kept && m.webhooks_dialog_not_copied({ name: created.name })}
      {...(isNew && {
        size: 'panel',
        aside: (
          <>
            <h3 class="mb-4 text-base wrap-anywhere">{created.name}</h3>
            <WebhookSummary draft={draftOf(created)} existing />
          </>
        ),
        next: { label: m.webhooks_dialog_see_delivery(), onSelect: onDeliveries },
      })}
      onClose={onClose}
    >
      <Note tone="warn">
        {rotated && <p>{m.webhooks_dialog_rotated_warning()}</p>}
        <strong>{m.webhooks_dialog_created_warning()}</strong>
        {created.oldSecretUntil && (
          <p>{m.webhooks_dialog_both_sign({ until: formatInstant(new Date(created.oldSecretUntil)) })}</p>
        )}
      </Note>
      <Secret
        title={m.webhooks_dialog_your_secret()}
        text={created.secret}
        copy={m.webhooks_dialog_copy_secret()}
        onCopied={() => setKept(true)}
      />
      {isNew && (
        <>
          <Reached created={created} />
          <Snippet />
        </>
      )}
    </SecretDialog>
  )
}

/** Whether the endpoint answered the test delivery. */
function Reached({ created: { firstTest, status } }: { created: CreatedWebhook }) {
  if (status === 'paused') return <Note>{m.webhooks_dialog_created_paused()}</Note>
  // The test was sent, but its result is not in this answer.
  if (firstTest === null || firstTest.ok === null) return <Note>{m.webhooks_dialog_created_waiting()}</Note>
  const { ok, status: code, durationMs, error } = firstTest
  if (ok) {
    return (
      <p class="flex items-center gap-2">
        <CircleCheck size={18} class="flex-none text-good-mark" aria-hidden="true" />
        {m.webhooks_dialog_created_reached({
          status: String(code ?? ''),
          duration: formatMilliseconds(durationMs ?? 0),
        })}
      </p>
    )
  }
  return (
    <Note tone="bad">
      <strong class="font-semibold">
        {m.webhooks_dialog_created_failed({
          cause: error ? asTitle(causeText({ kind: error.kind, status: code, durationMs })) : '',
        })}
      </strong>
      <p class="text-soft">{m.webhooks_dialog_created_failed_text()}</p>
    </Note>
  )
}

function Snippet() {
  const [language, setLanguage] = useState<SnippetLanguage>('node')
  const code = SNIPPETS[language]
  return (
    <section class="min-w-0">
      <h3 class="mb-1">{m.webhooks_dialog_verify()}</h3>
      <div class="mb-2">
        <Segmented
          label={m.webhooks_dialog_verify()}
          value={language}
          choices={SNIPPET_LANGUAGES.map((value) => ({
            value,
            label: m.webhooks_dialog_language_name({ language: value }),
          }))}
          onValue={setLanguage}
        />
      </div>
      {m.webhooks_dialog_install({ language }) && (
        <p class="mb-1 text-sm text-soft">
          <code>{m.webhooks_dialog_install({ language })}</code>
        </p>
      )}
      <pre class="secret overflow-x-auto whitespace-pre-wrap select-auto!">{code}</pre>
      <div class="mt-2">
        <CopyButton text={code} label={m.webhooks_dialog_copy_code()} />
      </div>
    </section>
  )
}
