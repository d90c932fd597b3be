import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { Button } from '../button.tsx'
import { CopyButton } from '../feedback/copy.tsx'
import { Dialog } from './dialog.tsx'

type SecretDialogProps = {
  title: string
  /** `panel` takes the place of a form in a panel, with its summary in `aside`. */
  size?: 'wide' | 'panel'
  aside?: ComponentChildren
  /** The secret was not copied yet: closing asks once, with this text. */
  unsaved?: string | false
  /** Label of the button that closes it. */
  close?: string
  /** Another button that closes it, and opens something else. */
  next?: { label: string; onSelect: () => void }
  onClose: () => void
  children: ComponentChildren
}

/**
 * Shows a secret for the only time. Only its buttons close it: with Esc or an accidental click the secret would be
 * lost.
 */
export function SecretDialog(props: SecretDialogProps) {
  const { title, size = 'wide', aside, unsaved = false, close = m.ui_confirm(), next, onClose, children } = props
  /** What to do once the user has agreed to lose the secret. */
  const [leave, setLeave] = useState<{ run: () => void } | null>(null)
  const ask = (run: () => void) => (unsaved ? setLeave({ run }) : run())
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [])
  return (
    <>
      <Dialog
        title={title}
        size={size}
        aside={aside}
        footer={
          <>
            {next && <Button onClick={() => ask(next.onSelect)}>{next.label}</Button>}
            <Button kind="primary" onClick={() => ask(onClose)}>
              {close}
            </Button>
          </>
        }
      >
        <div class="flex flex-col gap-4">{children}</div>
      </Dialog>
      {leave && unsaved && (
        <Dialog
          title={m.secret_dialog_unsaved_title()}
          onClose={() => setLeave(null)}
          footer={
            <>
              <Button autofocus onClick={() => setLeave(null)}>
                {m.secret_dialog_go_back()}
              </Button>
              <Button kind="danger" onClick={leave.run}>
                {m.secret_dialog_close_anyway()}
              </Button>
            </>
          }
        >
          <p>{unsaved}</p>
        </Dialog>
      )}
    </>
  )
}

type SecretProps = {
  title: string
  text: string
  /** Label of the button that copies it. */
  copy: string
  /** Called when it was copied, with the button or by selecting it. */
  onCopied?: () => void
  /** More buttons beside that one. */
  children?: ComponentChildren
}

/** A secret and its copy button, which has the focus. */
export function Secret({ title, text, copy, onCopied, children }: SecretProps) {
  return (
    <div>
      <h3 class="mb-1">{title}</h3>
      <code class="secret" data-secret onCopy={onCopied}>
        {text}
      </code>
      <div class="mt-2 flex flex-wrap gap-2">
        <CopyButton primary autofocus text={text} label={copy} {...(onCopied ? { onCopied } : {})} />
        {children}
      </div>
    </div>
  )
}
