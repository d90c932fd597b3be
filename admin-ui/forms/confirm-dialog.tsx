import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { words } from '../ui/words.ts'
import { Checkbox } from './choice.tsx'

type ConfirmDialogProps = {
  title: string
  /** Text of the button that does it. */
  confirm: string
  /** Of that button: red for what cannot be undone. */
  kind?: 'danger' | 'primary'
  /** Label of a box that must be checked first; left out, there is none. */
  check?: string | undefined
  /** False as long as something is missing to do it. */
  ready?: boolean
  busy?: boolean
  keepOnOutsidePress?: boolean
  onConfirm: () => void
  onClose: () => void
  children: ComponentChildren
}

/** Asks before something is done. The focus is on Cancel, so that Enter does no harm. */
export function ConfirmDialog({
  title,
  confirm,
  kind = 'danger',
  check,
  ready = true,
  busy = false,
  keepOnOutsidePress = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const [sure, setSure] = useState(false)
  return (
    <Dialog
      title={title}
      keepOnOutsidePress={keepOnOutsidePress}
      onClose={onClose}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {words().cancel}
          </Button>
          <Button kind={kind} busy={busy} aria-disabled={!ready || (check !== undefined && !sure)} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        {children}
        {check !== undefined && <Checkbox label={check} checked={sure} onChecked={setSure} />}
      </div>
    </Dialog>
  )
}
