import { ApiError } from '../api.ts'
import { explain } from './async-states.tsx'
import { Note } from './note.tsx'

type RefusalProps = {
  error: unknown
  /** Said when no answer came, so that it may have been done all the same. */
  unanswered?: string
}

/** Why something was not done, read aloud when it appears. */
export function Refusal({ error, unanswered }: RefusalProps) {
  const lost = error instanceof ApiError && error.kind !== 'refused' ? unanswered : undefined
  return (
    <Note tone="bad" alert>
      {lost ?? explain(error).text}
    </Note>
  )
}
