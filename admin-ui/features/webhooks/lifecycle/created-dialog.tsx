import { useState } from 'preact/hooks'
import type { WebhookWithSecret } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { ButtonGroup } from '../../../forms/button-group.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { Note } from '../../../ui/note.tsx'
import { Secret, SecretDialog } from '../../../ui/secret-dialog.tsx'
import { words } from '../webhook/dialog-words.ts'
import { SNIPPET_LANGUAGES, SNIPPETS, type SnippetLanguage } from './snippets.ts'

type CreatedDialogProps = {
  created: WebhookWithSecret
  /** The webhook is an older one, with a new secret. */
  rotated: boolean
  onClose: () => void
  /** To where its test delivery will be seen. */
  onDeliveries: () => void
}

/** The only time that a webhook's secret is shown. */
export function CreatedDialog({ created, rotated, onClose, onDeliveries }: CreatedDialogProps) {
  const t = words()
  return (
    <SecretDialog
      title={rotated ? t.rotatedTitle : t.createdTitle}
      extra={!rotated && <Button onClick={onDeliveries}>{t.seeDelivery}</Button>}
      onClose={onClose}
    >
      <Note tone="warn">
        {rotated && <p>{t.rotatedWarning}</p>}
        <strong>{t.createdWarning}</strong>
        {created.oldSecretUntil && <p>{t.bothSign(formatInstant(new Date(created.oldSecretUntil)))}</p>}
      </Note>
      <Secret title={t.yourSecret} text={created.secret} copy={t.copySecret} />
      {!rotated && (
        <>
          <Snippet />
          <p class="text-soft">{t.createdTest}</p>
        </>
      )}
    </SecretDialog>
  )
}

function Snippet() {
  const t = words()
  const [language, setLanguage] = useState<SnippetLanguage>('node')
  const code = SNIPPETS[language]
  return (
    <section class="min-w-0">
      <h3 class="mb-1">{t.verify}</h3>
      <div class="mb-2">
        <ButtonGroup
          label={t.verify}
          value={language}
          choices={SNIPPET_LANGUAGES.map((value) => ({ value, label: t.languages[value] }))}
          onValue={setLanguage}
        />
      </div>
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
