import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren, ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { SelectionBar } from './selection-bar.tsx'

/** The props of a dialog that runs a bulk action. */
export type BulkDialogProps<R, A> = {
  action: A
  rows: readonly R[]
  /** Called if nothing was done. */
  onClose: () => void
  onDone: () => void
}

type BulkBarProps<R, A extends string> = {
  label: string
  /** The number of selected rows, as text. */
  text: string
  rows: readonly R[]
  /** The actions, in order, with the labels of their buttons. */
  actions: readonly { action: A; icon: LucideIcon; label: string }[]
  /** The dialog that runs an action, from the confirmation to the result. */
  dialog: ComponentType<BulkDialogProps<R, A>>
  onClear: () => void
  children?: ComponentChildren
}

/**
 * The bulk actions for selected rows, and the dialog that runs them, which stays open after the selection is cleared.
 */
export function BulkBar<R, A extends string>(props: BulkBarProps<R, A>) {
  const { label, text, rows, actions, dialog: Dialog, onClear, children } = props
  const [job, setJob] = useState<Pick<BulkDialogProps<R, A>, 'action' | 'rows'> | null>(null)
  const onClose = () => setJob(null)
  const onDone = () => {
    setJob(null)
    onClear()
  }
  return (
    <>
      {rows.length > 0 && (
        <SelectionBar label={label} text={text} onClear={onClear}>
          {actions.map(({ action, icon, label }) => (
            <Button key={action} small icon={icon} onClick={() => setJob({ action, rows })}>
              {label}
            </Button>
          ))}
          {children}
        </SelectionBar>
      )}
      {job && <Dialog {...job} onClose={onClose} onDone={onDone} />}
    </>
  )
}
