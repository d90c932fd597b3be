import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { IconButton } from '../button.tsx'
import { Toaster } from '../feedback/toaster.tsx'
import { Foot } from './foot.tsx'

type DialogProps = {
  title: string
  /** `drawer` and `panel`: at the right edge, with the height of the window. */
  size?: 'wide' | 'drawer' | 'panel'
  /** Called for Esc, the close button and a click outside. Without it, only the dialog's own buttons close it. */
  onClose?: () => void
  /** A click outside does not close it, because the user may have typed something. */
  keepOnOutsidePress?: boolean
  /** The buttons of the footer, which stays visible. */
  footer?: ComponentChildren
  /** A column at the right, for what a form will do. On a phone it stands below the content. */
  aside?: ComponentChildren
  /** Makes the whole dialog a form, so that Enter submits. */
  onSubmit?: () => void
  children: ComponentChildren
}

/**
 * A modal dialog, open while it is mounted. The platform's <dialog> provides the focus trap and inertness; focus
 * returns to where it was.
 */
export function Dialog({ title, size, onClose, keepOnOutsidePress, footer, aside, onSubmit, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    dialog.showModal()
    return () => {
      // Closed before it is removed from the document; otherwise the browser would not restore the focus.
      dialog.close()
    }
  }, [])

  const body = (
    <>
      <div class="flex items-start gap-3 px-6 pt-4 pb-2">
        <h2 id={titleId} class="min-w-0 flex-1 pt-0.5 wrap-anywhere">
          {title}
        </h2>
        {onClose && <IconButton icon={X} label={m.ui_close()} onClick={onClose} />}
      </div>
      {aside ? (
        <div class="min-h-0 flex-1 overflow-y-auto border-t border-line sm:grid sm:grid-cols-[minmax(0,1fr)_16.5rem] sm:overflow-hidden">
          <div class="relative min-h-0 px-6 py-5 sm:overflow-y-auto">{children}</div>
          <aside
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label={m.ui_summary()}
            class="bg-page p-5 max-sm:border-t sm:overflow-y-auto sm:border-l border-line"
          >
            {aside}
          </aside>
        </div>
      ) : (
        <div class="relative min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-5">{children}</div>
      )}
      {footer && <Foot class="justify-end px-6 py-3">{footer}</Foot>}
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
        // Esc is handled here: in the platform's handling, a second Esc closes even a dialog that prevented it.
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
      {/* Always a form of its own: on a page that is a form too, Enter in a dialog would submit that page. */}
      <form
        class="flex min-h-0 flex-1 flex-col"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onSubmit?.()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          onSubmit?.()
        }}
      >
        {body}
      </form>
      <Toaster />
    </dialog>
  )
}
