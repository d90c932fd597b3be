import { signal } from '@preact/signals'
import { CircleAlert, CircleCheck, X } from 'lucide-preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { Button, IconButton } from '../button.tsx'
import { dismissToast, type Toast, toasts } from './toast.ts'

/** The outlets that can show toasts, lowest first: the page, then each open dialog. */
const outlets = signal<string[]>([])

const TOAST_MS = 6000
const NEWS_MS = 10_000

/** Toasts that were on the screen: one that moves to another outlet must not appear anew. */
const seen = new WeakSet<Toast>()

const COLORS = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' }

/**
 * An outlet for toasts. A modal dialog makes everything outside it inert, so every dialog has its own outlet, and the
 * topmost one shows the toasts.
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
    // The region exists even if it is empty: many screen readers ignore a live region that appears together with its
    // text.
    <section class="toasts" aria-label={m.ui_notifications()} aria-live="polite" hidden={!top}>
      {top && toasts.value.map((toast) => <OneToast key={toast.id} toast={toast} />)}
    </section>
  )
}

function OneToast({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || !(toast.tone === 'good' || toast.passes)) return
    const timer = setTimeout(() => dismissToast(toast.id), toast.passes ? NEWS_MS : TOAST_MS)
    return () => clearTimeout(timer)
  }, [held, toast])
  const [again] = useState(() => seen.has(toast))
  useEffect(() => {
    seen.add(toast)
  }, [toast])
  const Icon = toast.tone === 'good' ? CircleCheck : CircleAlert
  return (
    <div
      class="toast"
      data-again={again || undefined}
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
          {m.ui_undo()}
        </Button>
      )}
      <IconButton icon={X} label={m.ui_dismiss()} onClick={() => dismissToast(toast.id)} />
    </div>
  )
}
