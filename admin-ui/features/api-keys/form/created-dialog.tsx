import { Download } from 'lucide-preact'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { downloadText } from '../../../format/download.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { Note } from '../../../ui/note.tsx'
import { Secret, SecretDialog } from '../../../ui/secret-dialog.tsx'
import { words } from '../key/dialog-words.ts'

type CreatedDialogProps = {
  created: ApiKeyWithSecret
  /** The key is an older one, with a new secret. */
  regenerated?: boolean
  onClose: () => void
}

/** The only time that a new key is shown. */
export function CreatedDialog({ created, regenerated = false, onClose }: CreatedDialogProps) {
  const t = words()
  const command = `curl ${location.origin}/api/v1/me \\\n  -H "Authorization: Bearer ${created.key}"`

  return (
    <SecretDialog title={regenerated ? t.regeneratedTitle : t.createdTitle} onClose={onClose}>
      <Note tone="warn">
        {regenerated && <p>{t.regeneratedWarning}</p>}
        <strong>{created.recoverable ? t.createdKept : t.createdWarning}</strong>
      </Note>
      <Secret title={t.yourKey} text={created.key} copy={t.copyKey}>
        <Button
          icon={Download}
          onClick={() => downloadText(t.fileName(created.name), t.fileText(created.name, created.key, location.origin))}
        >
          {t.download}
        </Button>
      </Secret>
      <div>
        <h3 class="mb-1">{t.tryIt}</h3>
        <pre class="secret whitespace-pre-wrap">{command}</pre>
        <div class="mt-2">
          <CopyButton text={command} label={t.copyCommand} />
        </div>
      </div>
    </SecretDialog>
  )
}
