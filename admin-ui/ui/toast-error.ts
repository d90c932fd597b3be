import { explain } from './async-states.tsx'
import { toastFailed } from './toast.ts'

/** Says that a change failed, and why. */
export function sayWhy(error: unknown) {
  const { text, detail } = explain(error)
  toastFailed(text, detail)
}
