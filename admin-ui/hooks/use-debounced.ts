import { useEffect, useState } from 'preact/hooks'

/** A value that follows once it has stood still for `ms`; `same` values, told by `key`, do not wait anew. */
export function usePaused<T>(value: T, key: string, ms: number): T {
  const [held, setHeld] = useState({ value, key })
  useEffect(() => {
    if (key === held.key) return
    const timer = setTimeout(() => setHeld({ value, key }), ms)
    return () => clearTimeout(timer)
  }, [key, held.key])
  return held.value
}
