import { signal } from '@preact/signals'
import { CircleAlert, CircleCheck, X } from 'lucide-preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'
import { dismissToast, type Toast, toasts } from './toast.ts'
import { words } from './words.ts'

/** Who may show toasts, lowest first: the page, then each open dialog. */
const outlets = signal<string[]>([])

const STAY_MS = 6000

const COLORS = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' }

/**
 * A place for toasts. A modal dialog makes everything outside it inert, so every dialog holds an outlet of its own and
 * the topmost one shows them.
 */
export function Toaster() {
  const id = useId()
  useEffect(() => {
    outlets.value = [...outlets.peek(), id]
    return () => {
      outlets.value = outlets.peek().filter((other) => other !== id)
    }
  }, [id])
  const top = outlets.value.at(-1) === id
  return (
    // The region is there while it is empty: a live region that appears together with its text is often not read.
    <section class="toasts" aria-label={words().notifications} aria-live="polite" hidden={!top}>
      {top && toasts.value.map((toast) => <OneToast key={toast.id} toast={toast} />)}
    </section>
  )
}

function OneToast({ toast }: { toast: Toast }) {
  const t = words()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || toast.tone !== 'good') return
    const timer = setTimeout(() => dismissToast(toast.id), STAY_MS)
    return () => clearTimeout(timer)
  }, [held, toast])
  const Icon = toast.tone === 'good' ? CircleCheck : CircleAlert
  return (
    <div
      class="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Icon size={18} class={`flex-none ${COLORS[toast.tone]}`} aria-hidden="true" />
      <div class="min-w-0 flex-1 wrap-anywhere">
        {toast.text}
        {toast.detail && <div class="text-sm text-soft">{toast.detail}</div>}
      </div>
      {toast.link && (
        <a class="link" href={toast.link.href} onClick={() => dismissToast(toast.id)}>
          {toast.link.text}
        </a>
      )}
      {toast.undo && (
        <Button
          kind="link"
          onClick={() => {
            dismissToast(toast.id)
            toast.undo?.()
          }}
        >
          {t.undo}
        </Button>
      )}
      <IconButton icon={X} label={t.dismiss} onClick={() => dismissToast(toast.id)} />
    </div>
  )
}
