import type { ComponentType } from 'preact'
import { useLocation } from 'preact-iso/router'
import { useSticky } from '../hooks/use-sticky.ts'

/** The number beside the link to a page. A dialog that the URL opens comes first: its code is loaded before. */
export function PageCount({ of: Count }: { of: ComponentType }) {
  const { query } = useLocation()
  return useSticky(!query.dialog) ? <Count /> : null
}
