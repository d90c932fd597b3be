import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/overlays/dialog.tsx'
import { Checkbox } from './choice.tsx'

type ConfirmDialogProps = {
  title: string
  /** Label of the button that confirms. */
  confirm: string
  /** Kind of that button: red for what cannot be undone. */
  kind?: 'danger' | 'primary'
  /** Label of a checkbox that must be checked first; undefined: no checkbox. */
  check?: string | undefined
  /** False while required input is missing. */
  ready?: boolean
  busy?: boolean
  keepOnOutsidePress?: boolean
  onConfirm: () => void
  onClose: () => void
  children: ComponentChildren
}

/** Asks for confirmation. The focus is on Cancel, so that Enter does no harm. */
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
            {m.ui_cancel()}
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
