import { type ComponentChildren, Fragment } from 'preact'
import type { Webhook } from '../../contract/webhooks.ts'
import { ApiError } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { words as partsWords } from '../parts/words.ts'
import { words } from './gone-words.ts'
import { useWebhook } from './queries.ts'

type OneWebhookProps = {
  id: string
  /** Of the dialog that stands there while the webhook is not known yet. */
  title: string
  size?: 'wide'
  onClose: () => void
  children: (webhook: Webhook) => ComponentChildren
}

/**
 * A dialog about a webhook as it stands now, not as the list last showed it; until that is known, a dialog that waits or
 * says why there is none.
 */
export function OneWebhook({ id, title, size, onClose, children }: OneWebhookProps) {
  const t = words()
  const query = useWebhook(id)
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query
  const gone = query.error instanceof ApiError && query.error.status === 404
  // Its key makes it a dialog of its own: the waiting one, kept, would keep the focus where it was.
  if (fresh.data && !gone) return <Fragment key="known">{children(fresh.data)}</Fragment>
  return (
    <Dialog
      title={title}
      {...(size ? { size } : {})}
      onClose={onClose}
      footer={<Button onClick={onClose}>{partsWords().close}</Button>}
    >
      {gone ? (
        <Note tone="bad" alert>
          {t.gone}
        </Note>
      ) : (
        <Loaded query={fresh} waiting={<SkeletonRows rows={6} height="row" />}>
          {() => null}
        </Loaded>
      )}
    </Dialog>
  )
}
