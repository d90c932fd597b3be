import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { downloadText } from '../../../format/download.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Secret, SecretDialog } from '../../../ui/overlays/secret-dialog.tsx'
import { KeySummary } from './summary/key-summary.tsx'
import { summaryOfKey } from './summary/summarized.ts'

type CreatedDialogProps = {
  created: ApiKeyWithSecret
  /** An existing key got a new secret. */
  regenerated?: boolean
  onClose: () => void
}

/** Shows a new key, for the only time. */
export function CreatedDialog({ created, regenerated = false, onClose }: CreatedDialogProps) {
  const [kept, setKept] = useState(false)
  const keep = () => setKept(true)
  const command = `curl ${location.origin}/api/v1/me \\\n  -H "Authorization: Bearer ${created.key}"`

  return (
    <SecretDialog
      title={regenerated ? m.api_keys_dialog_regenerated_title() : m.api_keys_dialog_created_title()}
      {...(regenerated ? {} : { size: 'panel', aside: <KeySummary of={summaryOfKey(created)} /> })}
      unsaved={!kept && m.api_keys_dialog_not_copied({ name: created.name })}
      onClose={onClose}
    >
      <Note tone="warn">
        {regenerated && <p>{m.api_keys_dialog_regenerated_warning()}</p>}
        <strong>
          {created.recoverable ? m.api_keys_dialog_created_recoverable() : m.api_keys_dialog_created_warning()}
        </strong>
      </Note>
      <Secret
        title={m.api_keys_dialog_your_key()}
        text={created.key}
        copy={m.api_keys_dialog_copy_key()}
        onCopied={keep}
      >
        <Button
          icon={Download}
          onClick={() => {
            downloadText(
              m.api_keys_dialog_file_name({ name: created.name }),
              m.api_keys_dialog_file_text({ name: created.name, key: created.key, origin: location.origin }),
            )
            keep()
          }}
        >
          {m.api_keys_dialog_download()}
        </Button>
      </Secret>
      <div>
        <h3 class="mb-1">{m.api_keys_dialog_try_it()}</h3>
        <pre class="secret whitespace-pre-wrap">{command}</pre>
        <div class="mt-2">
          <CopyButton text={command} label={m.api_keys_dialog_copy_command()} onCopied={keep} />
        </div>
      </div>
    </SecretDialog>
  )
}
