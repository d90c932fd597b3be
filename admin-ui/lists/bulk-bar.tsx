import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren, ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { ChosenBar } from './chosen-bar.tsx'

/** The props of a dialog that does a bulk action. */
export type BulkDialogProps<R, A> = {
  action: A
  rows: readonly R[]
  /** Nothing was done. */
  onClose: () => void
  onDone: () => void
}

type BulkBarProps<R, A extends string> = {
  label: string
  /** How many are selected, as text. */
  text: string
  rows: readonly R[]
  /** What can be done to them, in order, with the words of its button. */
  actions: readonly { action: A; icon: LucideIcon; label: string }[]
  /** Does it, from asking first to saying what came of it. */
  dialog: ComponentType<BulkDialogProps<R, A>>
  onClear: () => void
  children?: ComponentChildren
}

/** What can be done to the chosen rows, and the dialog that does it, which outlives the choice. */
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
        <ChosenBar label={label} text={text} onClear={onClear}>
          {actions.map(({ action, icon, label }) => (
            <Button key={action} small icon={icon} onClick={() => setJob({ action, rows })}>
              {label}
            </Button>
          ))}
          {children}
        </ChosenBar>
      )}
      {job && <Dialog {...job} onClose={onClose} onDone={onDone} />}
    </>
  )
}
