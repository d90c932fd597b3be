import { useRef } from 'preact/hooks'

/**
 * An idempotency key that stays the same as long as the request does: sent again after a lost answer, it gets the first
 * answer once more instead of making a second secret that nobody has seen.
 */
export function useIdempotencyKey() {
  const last = useRef({ text: '', key: '' })
  return (request: unknown): string => {
    const text = JSON.stringify(request)
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() }
    return last.current.key
  }
}
