import { CircleCheck, CircleX, Link, type LucideIcon, Repeat } from 'lucide-preact'
import type { IncomingRequest } from '../../../../client/src/generated.ts'
import type { RequestVerdict } from '../../../../contract/incoming.data.ts'
import { m } from '../../../messages/index.ts'
import type { Tone } from '../../../ui/badge.tsx'
import { State } from '../../../ui/state.tsx'

const LOOKS: Record<RequestVerdict, { icon: LucideIcon; tone: Tone }> = {
  accepted: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  repeated: { icon: Repeat, tone: 'plain' },
  challenge: { icon: Link, tone: 'plain' },
}

/** Whether a request was accepted, as an icon and a word. */
export const Verdict = ({ request: { verdict } }: { request: Pick<IncomingRequest, 'verdict'> }) => (
  <State {...LOOKS[verdict]}>{m.incoming_verdict_name({ verdict })}</State>
)
