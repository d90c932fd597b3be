import { type ComponentChildren, Fragment } from 'preact'
import { isGone } from '../api/call-api.ts'
import { Loaded, type QueryLike } from './async-states.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Note } from './note.tsx'
import { SkeletonRows } from './skeleton.tsx'
import { words } from './words.ts'

type DialogOfProps<T> = {
  query: QueryLike<T> & { isPlaceholderData: boolean }
  /** Title of the dialog while the data is loading. */
  title: string
  /** Shown when there is none. */
  gone: string
  size?: 'wide'
  onClose: () => void
  children: (data: T) => ComponentChildren
}

/**
 * A dialog about something as it stands now, not as a list last showed it; until that is known, a dialog that waits or
 * says why there is none.
 */
export function DialogOf<T>({ query, title, gone, size, onClose, children }: DialogOfProps<T>) {
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query
  // Its key makes it a dialog of its own: the waiting one, kept, would keep the focus where it was.
  if (fresh.data !== undefined && !isGone(query.error)) return <Fragment key="known">{children(fresh.data)}</Fragment>
  return (
    <Dialog
      title={title}
      {...(size ? { size } : {})}
      onClose={onClose}
      footer={<Button onClick={onClose}>{words().close}</Button>}
    >
      {isGone(query.error) ? (
        <Note tone="bad" alert>
          {gone}
        </Note>
      ) : (
        <Loaded query={fresh} waiting={<SkeletonRows rows={6} height="row" />}>
          {() => null}
        </Loaded>
      )}
    </Dialog>
  )
}
