import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from './button.tsx'
import { CopyButton } from './copy.tsx'
import { Dialog } from './dialog.tsx'
import { words } from './words.ts'

type SecretDialogProps = {
  title: string
  /** Shown in the footer before the button that closes. */
  extra?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}

/** The only time that a secret is shown. Only its buttons close it: Esc or a stray click would lose the secret for good. */
export function SecretDialog({ title, extra, onClose, children }: SecretDialogProps) {
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [])
  return (
    <Dialog
      title={title}
      size="wide"
      footer={
        <>
          {extra}
          <Button kind="primary" onClick={onClose}>
            {words().confirm}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">{children}</div>
    </Dialog>
  )
}

type SecretProps = {
  title: string
  text: string
  /** Text of the button that copies it. */
  copy: string
  /** More buttons beside that one. */
  children?: ComponentChildren
}

/** A secret to be copied, and the button for that in focus. */
export function Secret({ title, text, copy, children }: SecretProps) {
  return (
    <div>
      <h3 class="mb-1">{title}</h3>
      <code class="secret" data-secret>
        {text}
      </code>
      <div class="mt-2 flex flex-wrap gap-2">
        <CopyButton primary autofocus text={text} label={copy} />
        {children}
      </div>
    </div>
  )
}
