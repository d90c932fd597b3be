import { Eye, EyeOff } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useApiKey } from '../key/queries.ts'
import { useRevealKey } from '../key/rotation.ts'

/**
 * Shows a recoverable key. It is only read after a click, never by opening the URL, and dropped when the dialog closes.
 */
export function RevealDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useApiKey(id)
  return (
    <Dialog
      title={
        query.data ? m.api_keys_rotation_reveal_title({ name: query.data.name }) : m.api_keys_dialog_details_title()
      }
      onClose={onClose}
      footer={<Button onClick={onClose}>{m.ui_close()}</Button>}
    >
      <Loaded query={query} waiting={<SkeletonRows rows={2} height="row" />}>
        {(key) => <Reveal apiKey={key} />}
      </Loaded>
    </Dialog>
  )
}

function Reveal({ apiKey }: { apiKey: ApiKey }) {
  const refused = useLacks('api-keys:write', ...apiKey.scopes)
  const reveal = useRevealKey()
  const shown = reveal.data?.key
  if (!apiKey.recoverable) return <Note>{m.api_keys_rotation_not_recoverable()}</Note>
  if (refused) return <Note>{m.api_keys_rotation_reveal_not_allowed()}</Note>
  return (
    <div class="flex flex-col gap-3">
      <Note tone="warn">{m.api_keys_rotation_reveal_text()}</Note>
      {reveal.error && <Refusal error={reveal.error} />}
      <code class="secret" {...(shown ? { 'data-secret': true } : {})}>
        {shown ?? apiKey.masked}
      </code>
      <div class="flex flex-wrap gap-2">
        {/* One button for both actions, so that the focus stays where it is. */}
        <Button
          kind={shown ? 'plain' : 'primary'}
          icon={shown ? EyeOff : Eye}
          autofocus
          busy={reveal.isPending}
          onClick={() => (shown ? reveal.reset() : reveal.mutate(apiKey.id))}
        >
          {shown ? m.api_keys_rotation_hide() : m.api_keys_rotation_reveal_button()}
        </Button>
        {shown && <CopyButton primary text={shown} label={m.api_keys_dialog_copy_key()} />}
      </div>
    </div>
  )
}
