import { useRef } from 'preact/hooks'

/**
 * An idempotency key that stays the same as long as the request does. A retry after a lost answer then gets the first
 * answer, instead of creating a second secret that nobody has seen.
 */
export function useIdempotencyKey() {
  const last = useRef({ text: '', key: '' })
  return (request: unknown): string => {
    const text = JSON.stringify(request)
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() }
    return last.current.key
  }
}
