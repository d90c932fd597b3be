import { type ComponentChildren, Fragment } from 'preact'
import { isNotFound } from '../../api/call-api.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../button.tsx'
import { Loaded, type QueryLike } from '../feedback/async-states.tsx'
import { Note } from '../feedback/note.tsx'
import { SkeletonRows } from '../feedback/skeleton.tsx'
import { Dialog } from './dialog.tsx'

type DialogOfProps<T> = {
  query: QueryLike<T> & { isPlaceholderData: boolean }
  /** Title of the dialog while the data is loading. */
  title: string
  /** Shown if the object does not exist. */
  gone: string
  size?: 'wide'
  onClose: () => void
  children: (data: T) => ComponentChildren
}

/**
 * A dialog about the current state of an object, not the state of a list row. Until it is loaded, a dialog shows the
 * progress or the error.
 */
export function DialogOf<T>({ query, title, gone, size, onClose, children }: DialogOfProps<T>) {
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query
  // With its own key it is a new dialog: reusing the loading dialog would keep the focus where it was.
  if (fresh.data !== undefined && !isNotFound(query.error))
    return <Fragment key="known">{children(fresh.data)}</Fragment>
  return (
    <Dialog
      title={title}
      {...(size ? { size } : {})}
      onClose={onClose}
      footer={<Button onClick={onClose}>{m.ui_close()}</Button>}
    >
      {isNotFound(query.error) ? (
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
