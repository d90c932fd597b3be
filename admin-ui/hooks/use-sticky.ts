import { useRef } from 'preact/hooks'

/** Whether it was ever so: what is drawn then is loaded when it is first needed, and stays to finish its work. */
export function useEver(state: unknown): boolean {
  const ever = useRef(false)
  ever.current ||= Boolean(state)
  return ever.current
}
