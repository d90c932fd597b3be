import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { Toaster } from './toaster.tsx'
import { words } from './words.ts'

type DialogProps = {
  title: string
  /** `drawer`: at the right edge and as tall as the window. */
  size?: 'wide' | 'drawer'
  /** Called for Esc, the close button and a press outside. Left out, only the dialog's own buttons close it. */
  onClose?: () => void
  /** A press outside does not close a dialog in which something may have been typed. */
  keepOnOutsidePress?: boolean
  /** The buttons of the footer, which stays visible. */
  footer?: ComponentChildren
  /** With it the whole dialog is a form, so that Enter submits. */
  onSubmit?: () => void
  children: ComponentChildren
}

/**
 * A modal dialog, open for as long as it is mounted. Focus trap and inertness are the platform's own; focus goes back to
 * where it was.
 */
export function Dialog({ title, size, onClose, keepOnOutsidePress, footer, onSubmit, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    dialog.showModal()
    return () => {
      // Closed before it leaves the document, or the browser would not give the focus back.
      dialog.close()
    }
  }, [])

  const body = (
    <>
      <div class="flex items-start gap-3 px-5 pt-4 pb-2">
        <h2 id={titleId} class="min-w-0 flex-1 pt-0.5 wrap-anywhere">
          {title}
        </h2>
        {onClose && <IconButton icon={X} label={words().close} onClick={onClose} />}
      </div>
      <div class="relative min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
      {footer && <div class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
    </>
  )

  return (
    <dialog
      ref={ref}
      class="dialog"
      tabIndex={-1}
      data-size={size}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // Esc is ours, not the platform's: a second Esc would close even a dialog that asked to stay.
        if (event.key !== 'Escape' || event.defaultPrevented) return
        if (event.target instanceof Element && event.target.closest('[popover]')) return
        event.preventDefault()
        event.stopPropagation()
        onClose?.()
      }}
      onCancel={(event) => {
        if (event.target !== ref.current) return
        event.preventDefault()
        onClose?.()
      }}
      onClick={(event) => {
        if (!keepOnOutsidePress && event.target === ref.current) onClose?.()
      }}
    >
      {onSubmit ? (
        <form
          class="flex min-h-0 flex-1 flex-col"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {body}
        </form>
      ) : (
        body
      )}
      <Toaster />
    </dialog>
  )
}
