import type { ApiKey } from '../../../../../client/src/generated.ts'
import { now } from '../../../../hooks/clock.ts'
import type { Draft } from '../draft/draft.ts'
import { KeySummary } from './key-summary.tsx'
import { summaryOfChild, summaryOfDraft } from './summarized.ts'

/** What the drafted key will be, below its parent if it has one, in words. */
export const DraftSummary = ({ draft, parent }: { draft: Draft; parent?: ApiKey }) => (
  <KeySummary of={parent ? summaryOfChild(draft, parent, now.value) : summaryOfDraft(draft)} />
)
