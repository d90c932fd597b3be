import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../api.ts'

/** Messages by the path of the field they speak of, such as `rateLimit.perMinute`. */
export type FieldErrors = Record<string, string>

/** The refused fields of a 422; empty for every other failure. */
export function refusedFields(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries((error.problem?.errors ?? []).map(({ path, message }) => [path, message]))
}

/** The message for a field: its own, or the first one inside it (`scopes.2` belongs to `scopes`). */
export function errorAt(errors: FieldErrors, path: string): string | undefined {
  const found = Object.keys(errors).find((key) => key === path || key.startsWith(`${path}.`))
  return found === undefined ? undefined : errors[found]
}

/** Field errors, and a ref for the form's container: when errors arrive, focus moves to the first refused field. */
export function useFieldErrors(): [FieldErrors, (errors: FieldErrors) => void, RefObject<HTMLDivElement | null>] {
  const [state, setState] = useState<{ errors: FieldErrors }>({ errors: {} })
  const container = useRef<HTMLDivElement | null>(null)
  useLayoutEffect(() => {
    if (Object.keys(state.errors).length === 0) return
    const first = container.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid=true]')
    first?.focus()
    // Focus alone may leave the message under the field out of sight.
    first?.scrollIntoView({ block: 'center' })
  }, [state])
  return [state.errors, (errors) => setState({ errors }), container]
}
