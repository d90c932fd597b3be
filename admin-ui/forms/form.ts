import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../../client/src/request.ts'

/** Messages by the path of their field, such as `rateLimit.perMinute`. */
export type FieldErrors = Record<string, string>

/** The props of form fields: the draft, its errors, and how to change it. */
export type FieldsProps<D> = { draft: D; errors: FieldErrors; onDraft: (patch: Partial<D>) => void }

/** The invalid fields of a 422; empty for every other error. */
export function refusedFields(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries((error.problem?.errors ?? []).map(({ path, message }) => [path, message]))
}

/**
 * The message for a field, as a sentence: its own, or the first one inside it (`scopes.2` belongs to `scopes`). The API's
 * messages follow the name of a field (`must be an email address`); below a field they stand alone.
 */
export function errorAt(errors: FieldErrors, path: string): string | undefined {
  const found = Object.keys(errors).find((key) => key === path || key.startsWith(`${path}.`))
  const message = found === undefined ? undefined : errors[found]
  return message && asSentence(message)
}

/** `must be a number` → `Must be a number.` A sentence stays as it is. */
export const asSentence = (text: string): string => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

/**
 * The message for a list. The server reports the n-th item (`events.2`), while the user sees items, so `say` names the
 * item itself.
 */
export function errorInList(
  errors: FieldErrors,
  path: string,
  items: readonly string[],
  say: (item: string, message: string) => string,
): string | undefined {
  const [found, message] = Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`)) ?? []
  if (!found || !message) return undefined
  const item = items[Number(found.split('.')[1])]
  return item === undefined ? message : say(item, message)
}

/**
 * Field errors, and a ref for the form's container. When errors arrive after sending, focus moves to the first invalid
 * field; with `quietly`, as while the user types, it stays.
 */
export function useFieldErrors(): [
  FieldErrors,
  (errors: FieldErrors, quietly?: boolean) => void,
  RefObject<HTMLDivElement | null>,
] {
  const [state, setState] = useState<{ errors: FieldErrors; quietly: boolean }>({ errors: {}, quietly: true })
  const container = useRef<HTMLDivElement | null>(null)
  useLayoutEffect(() => {
    if (state.quietly || Object.keys(state.errors).length === 0) return
    const first = container.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid=true]')
    first?.focus()
    // Focus alone may leave the message under the field out of view.
    first?.scrollIntoView({ block: 'center' })
  }, [state])
  return [state.errors, (errors, quietly = false) => setState({ errors, quietly }), container]
}

/** Whether two values are the same as JSON. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The draft after its resource has changed: what was edited since `before`, else the current values. */
export function mergedDraft<D extends object>(before: D, stands: D, typed: D): D {
  const mine = Object.entries(typed).filter(([name, value]) => !same(value, Reflect.get(before, name)))
  return { ...stands, ...Object.fromEntries(mine) }
}
