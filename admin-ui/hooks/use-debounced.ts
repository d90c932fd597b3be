import { useEffect, useState } from 'preact/hooks'

/** A value that is updated once it has not changed for `ms`. Values with the same `key` count as equal. */
export function useDebounced<T>(value: T, key: string, ms: number): T {
  const [held, setHeld] = useState({ value, key })
  useEffect(() => {
    if (key === held.key) return
    const timer = setTimeout(() => setHeld({ value, key }), ms)
    return () => clearTimeout(timer)
  }, [key, held.key])
  return held.value
}
