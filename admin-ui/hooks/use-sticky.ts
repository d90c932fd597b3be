import { useRef } from 'preact/hooks'

/**
 * Whether `state` was ever truthy since mounting. A component that depends on it is loaded when it is first needed, and
 * stays mounted to finish its work.
 */
export function useSticky(state: unknown): boolean {
  const ever = useRef(false)
  ever.current ||= Boolean(state)
  return ever.current
}
