import { Eye, EyeOff } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, Refusal } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useApiKey } from '../key/queries.ts'
import { useRevealKey } from '../key/rotation.ts'
import { words } from '../key/rotation-words.ts'

/** Shows a recoverable key. It is read after a press, never by the URL alone, and dropped when the dialog closes. */
export function RevealDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = words()
  const query = useApiKey(id)
  return (
    <Dialog
      title={query.data ? t.revealTitle(query.data.name) : t.detailsTitle}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t.close}</Button>}
    >
      <Loaded query={query} waiting={<SkeletonRows rows={2} height="row" />}>
        {(key) => <Reveal apiKey={key} />}
      </Loaded>
    </Dialog>
  )
}

function Reveal({ apiKey }: { apiKey: ApiKey }) {
  const t = words()
  const maySee = useCan('api-keys:write', ...apiKey.scopes)
  const reveal = useRevealKey()
  const shown = reveal.data?.key
  if (!apiKey.recoverable) return <Note>{t.notKept}</Note>
  if (!maySee) return <Note>{t.notYoursToSee}</Note>
  return (
    <div class="flex flex-col gap-3">
      <Note tone="warn">{t.revealText}</Note>
      {reveal.error && <Refusal error={reveal.error} />}
      <code class="secret" {...(shown ? { 'data-secret': true } : {})}>
        {shown ?? apiKey.masked}
      </code>
      <div class="flex flex-wrap gap-2">
        {/* One button for both, so that the focus stays where it is. */}
        <Button
          kind={shown ? 'plain' : 'primary'}
          icon={shown ? EyeOff : Eye}
          autofocus
          busy={reveal.isPending}
          onClick={() => (shown ? reveal.reset() : reveal.mutate(apiKey.id))}
        >
          {shown ? t.hide : t.revealButton}
        </Button>
        {shown && <CopyButton primary text={shown} label={t.copyKey} />}
      </div>
    </div>
  )
}
