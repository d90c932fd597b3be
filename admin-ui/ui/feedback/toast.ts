import { signal } from '@preact/signals'
import { explain } from './async-states.tsx'

export type Toast = {
  id: number
  tone: 'good' | 'warn' | 'bad'
  text: string
  /** Small print, such as the request id of an error. */
  detail?: string
  undo?: () => void
  /** A link to more information. */
  link?: Link
  /** For news only: called when it is dismissed. */
  onGone?: () => void
  /** It disappears by itself, as a success does. */
  passes?: boolean
  /** Replaces the earlier toast with the same topic, which counts on. */
  topic?: string
}

type Link = { href: string; text: string }

export const toasts = signal<Toast[]>([])

let lastId = 0

function show(toast: Omit<Toast, 'id'>) {
  lastId += 1
  // At most four are shown.
  toasts.value = [...toasts.value.slice(-3), { ...toast, id: lastId }]
}

/** Shows a success; it disappears by itself. With `undo` it has an undo button. */
export const toastDone = (text: string, undo?: () => void) => show({ tone: 'good', text, ...(undo ? { undo } : {}) })

/** Shows an error; it stays until it is dismissed. */
export const toastFailed = (text: string, detail?: string, link?: Link) =>
  show({ tone: 'bad', text, ...(detail ? { detail } : {}), ...(link ? { link } : {}) })

/** Shows something that happened, with a link to it; it disappears by itself. Replaces earlier news of the same topic. */
export function toastEvent(topic: string, text: string, link: Link) {
  toasts.value = toasts.value.filter((toast) => toast.topic !== topic)
  show({ tone: 'good', text, link, topic })
}

/** Shows that a change failed, and why. */
export function toastError(error: unknown) {
  const { text, detail } = explain(error)
  toastFailed(text, detail)
}

/** Shows news, replacing earlier news; it disappears by itself, because what happened is also in a list. */
export function toastNews(news: Required<Pick<Toast, 'tone' | 'text' | 'link' | 'onGone'>>) {
  toasts.value = toasts.value.filter((toast) => !toast.onGone)
  show({ ...news, passes: true })
}

export function dismissToast(id: number) {
  toasts.value = toasts.value.filter((toast) => {
    if (toast.id === id) toast.onGone?.()
    return toast.id !== id
  })
}
