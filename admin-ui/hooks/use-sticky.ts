import { useRef } from 'preact/hooks'

/** Whether the state was ever truthy. What is drawn by it is loaded when it is first needed, and stays to finish its work. */
export function useSticky(state: unknown): boolean {
  const ever = useRef(false)
  ever.current ||= Boolean(state)
  return ever.current
}
