import type { ComponentChildren } from 'preact'
import { Loaded, type QueryLike } from './async-states.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { SkeletonRows } from './skeleton.tsx'
import { words } from './words.ts'

type DetailsOfProps<T> = {
  title: string
  size: 'wide' | 'drawer'
  query: QueryLike<T>
  /** Shown in place of the details when there are none any more. */
  gone: ComponentChildren
  /** Shown in the footer before the button that closes. */
  actions?: ComponentChildren
  /** About as many lines as there will be. */
  rows?: number
  onClose: () => void
  children: (data: T) => ComponentChildren
}

/** A dialog that shows all about one thing, and stays when the thing has gone. */
export function DetailsOf<T>({ title, size, query, gone, actions, rows = 10, onClose, children }: DetailsOfProps<T>) {
  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      footer={
        <>
          {actions}
          <Button onClick={onClose}>{words().close}</Button>
        </>
      }
    >
      {gone || (
        <Loaded query={query} waiting={<SkeletonRows rows={rows} height="dense" />}>
          {children}
        </Loaded>
      )}
    </Dialog>
  )
}
