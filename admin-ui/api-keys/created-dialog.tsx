import { Download } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../contract/api-keys.ts'
import { Button } from '../parts/button.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { downloadText } from '../parts/download.ts'
import { Note } from '../parts/note.tsx'
import { words } from './dialog-words.ts'

type CreatedDialogProps = {
  created: ApiKeyWithSecret
  /** The key is an older one, with a new secret. */
  regenerated?: boolean
  onClose: () => void
}

/** The one sight of a new key. Only its button closes it: Esc or a slip of the mouse would lose the key for good. */
export function CreatedDialog({ created, regenerated = false, onClose }: CreatedDialogProps) {
  const t = words()
  const command = `curl ${location.origin}/api/v1/me \\\n  -H "Authorization: Bearer ${created.key}"`

  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [])

  return (
    <Dialog
      title={regenerated ? t.regeneratedTitle : t.createdTitle}
      size="wide"
      footer={
        <Button kind="primary" onClick={onClose}>
          {t.confirm}
        </Button>
      }
    >
      <div class="flex flex-col gap-4">
        <Note tone="warn">
          {regenerated && <p>{t.regeneratedWarning}</p>}
          <strong>{created.recoverable ? t.createdKept : t.createdWarning}</strong>
        </Note>
        <div>
          <h3 class="mb-1">{t.yourKey}</h3>
          <code class="secret" data-secret>
            {created.key}
          </code>
          <div class="mt-2 flex flex-wrap gap-2">
            <CopyButton primary autofocus text={created.key} label={t.copyKey} />
            <Button
              icon={Download}
              onClick={() =>
                downloadText(t.fileName(created.name), t.fileText(created.name, created.key, location.origin))
              }
            >
              {t.download}
            </Button>
          </div>
        </div>
        <div>
          <h3 class="mb-1">{t.tryIt}</h3>
          <pre class="secret whitespace-pre-wrap">{command}</pre>
          <div class="mt-2">
            <CopyButton text={command} label={t.copyCommand} />
          </div>
        </div>
      </div>
    </Dialog>
  )
}
