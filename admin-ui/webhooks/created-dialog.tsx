import { useEffect, useState } from 'preact/hooks'
import type { WebhookWithSecret } from '../../contract/webhooks.ts'
import { Button } from '../parts/button.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { formatInstant } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import { words } from './dialog-words.ts'
import { SNIPPET_LANGUAGES, SNIPPETS, type SnippetLanguage } from './snippets.ts'

type CreatedDialogProps = {
  created: WebhookWithSecret
  /** The webhook is an older one, with a new secret. */
  rotated: boolean
  onClose: () => void
  /** To where its test delivery will be seen. */
  onDeliveries: () => void
}

/** The one sight of a secret. Only its buttons close it: Esc or a slip of the mouse would lose the secret for good. */
export function CreatedDialog({ created, rotated, onClose, onDeliveries }: CreatedDialogProps) {
  const t = words()
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [])

  return (
    <Dialog
      title={rotated ? t.rotatedTitle : t.createdTitle}
      size="wide"
      footer={
        <>
          {!rotated && <Button onClick={onDeliveries}>{t.seeDelivery}</Button>}
          <Button kind="primary" onClick={onClose}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <Note tone="warn">
          {rotated && <p>{t.rotatedWarning}</p>}
          <strong>{t.createdWarning}</strong>
          {created.oldSecretUntil && <p>{t.bothSign(formatInstant(new Date(created.oldSecretUntil)))}</p>}
        </Note>
        <div>
          <h3 class="mb-1">{t.yourSecret}</h3>
          <code class="secret" data-secret>
            {created.secret}
          </code>
          <div class="mt-2">
            <CopyButton primary autofocus text={created.secret} label={t.copySecret} />
          </div>
        </div>
        {!rotated && (
          <>
            <Snippet />
            <p class="text-soft">{t.createdTest}</p>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Snippet() {
  const t = words()
  const [language, setLanguage] = useState<SnippetLanguage>('node')
  const code = SNIPPETS[language]
  return (
    <section class="min-w-0">
      <h3 class="mb-1">{t.verify}</h3>
      <fieldset class="mb-2 flex flex-wrap gap-1.5" aria-label={t.verify}>
        {SNIPPET_LANGUAGES.map((one) => (
          <Button
            key={one}
            small
            kind={one === language ? 'primary' : 'plain'}
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
          >
            {t.languages[one]}
          </Button>
        ))}
      </fieldset>
      {t.install[language] && (
        <p class="mb-1 text-sm text-soft">
          <code>{t.install[language]}</code>
        </p>
      )}
      <pre class="secret overflow-x-auto whitespace-pre-wrap select-auto!">{code}</pre>
      <div class="mt-2">
        <CopyButton text={code} label={t.copyCode} />
      </div>
    </section>
  )
}
