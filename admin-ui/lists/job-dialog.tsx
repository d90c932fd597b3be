import type { ComponentChildren } from 'preact'
import { ConfirmDialog } from '../forms/confirm-dialog.tsx'
import { Refusal } from '../ui/feedback/note.tsx'

type JobDialogProps = {
  title: string
  /** How many items there are; undefined while they are counted. */
  count: number | undefined
  texts: {
    confirm: (count: number) => string
    counting: () => string
    nothing: () => string
    /** What the job will do. */
    what: (count: number) => string
  }
  /** What is to be done is chosen. */
  isChosen?: boolean
  isCounting: boolean
  busy: boolean
  error: unknown
  onClose: () => void
  onConfirm: () => void
  /** Choices above the number. */
  children?: ComponentChildren
  /** Shown below the number, if there is something to do. */
  note?: ComponentChildren
}

/** Asks before a job over many items is started: shows their number first. */
export function JobDialog(props: JobDialogProps) {
  const { title, count, texts, isChosen = true, isCounting, busy, error, onClose, onConfirm, children, note } = props
  const many = count ?? 0
  return (
    <ConfirmDialog
      title={title}
      confirm={texts.confirm(many)}
      kind="primary"
      ready={many > 0 && isChosen && !isCounting}
      busy={busy}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      {children}
      {error ? <Refusal error={error} /> : null}
      {isChosen && (
        <div role="status">
          {count !== undefined ? (
            <p class="font-medium">{many === 0 ? texts.nothing() : texts.what(many)}</p>
          ) : (
            !error && <p class="text-soft">{texts.counting()}</p>
          )}
        </div>
      )}
      {many > 0 && note}
    </ConfirmDialog>
  )
}
