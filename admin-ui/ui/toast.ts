import { signal } from '@preact/signals'
import { explain } from './async-states.tsx'

export type Toast = {
  id: number
  tone: 'good' | 'warn' | 'bad'
  text: string
  /** Small print, such as the request id of a failure. */
  detail?: string
  undo?: () => void
  /** Where to see more. */
  link?: Link
  /** Of news alone: called when somebody has put it away. */
  onGone?: () => void
}

type Link = { href: string; text: string }

export const toasts = signal<Toast[]>([])

let lastId = 0

function show(toast: Omit<Toast, 'id'>) {
  lastId += 1
  // Four at most: an older one has been read, or never will be.
  toasts.value = [...toasts.value.slice(-3), { ...toast, id: lastId }]
}

/** Says that something worked; it leaves by itself. With `undo` it offers the way back. */
export const toastDone = (text: string, undo?: () => void) => show({ tone: 'good', text, ...(undo ? { undo } : {}) })

/** Says that something failed; it stays until it is dismissed. */
export const toastFailed = (text: string, detail?: string, link?: Link) =>
  show({ tone: 'bad', text, ...(detail ? { detail } : {}), ...(link ? { link } : {}) })

/** Says that a change failed, and why. */
export function toastError(error: unknown) {
  const { text, detail } = explain(error)
  toastFailed(text, detail)
}

/** Shows news, in place of the news before; it stays until it is dismissed. */
export function toastNews(tone: 'warn' | 'bad', text: string, link: Link, onGone: () => void) {
  toasts.value = toasts.value.filter((toast) => !toast.onGone)
  show({ tone, text, link, onGone })
}

export function dismissToast(id: number) {
  toasts.value = toasts.value.filter((toast) => {
    if (toast.id === id) toast.onGone?.()
    return toast.id !== id
  })
}
