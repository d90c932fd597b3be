import { useState } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { Bar } from '../bar.tsx'
import { Button } from '../button.tsx'
import { Dialog } from './dialog.tsx'

type ProgressDialogProps = {
  title: string
  /** The progress, as text and from 0 to 1. */
  text: string
  share: number
  hint?: string | undefined
  /** Text after a click on stop. */
  stopping: string
  onStop: () => void
}

/** The progress of work that can be stopped; the dialog closes when the work is done. */
export function ProgressDialog({ title, text, share, hint, stopping, onStop }: ProgressDialogProps) {
  const [stopped, setStopped] = useState(false)
  return (
    <Dialog
      title={title}
      footer={
        <Button
          aria-disabled={stopped}
          onClick={() => {
            onStop()
            setStopped(true)
          }}
        >
          {m.ui_stop()}
        </Button>
      }
    >
      <div class="flex flex-col gap-2">
        <p role="status">{stopped ? stopping : text}</p>
        <Bar share={share} />
        {hint && <p class="text-sm text-soft">{hint}</p>}
      </div>
    </Dialog>
  )
}
