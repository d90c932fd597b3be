import { CircleCheck, CirclePause, CircleSlash, CircleX, Clock, type LucideIcon, RotateCw } from 'lucide-preact'
import type { DeliveryState as Name } from '../../contract/webhooks.data.ts'
import { m } from '../messages/index.ts'
import type { Tone } from './badge.tsx'
import { State } from './state.tsx'

/** The icon and the tone of each state of a delivery. */
export const DELIVERY_LOOKS: Record<Name, { icon: LucideIcon; tone: Tone }> = {
  queued: { icon: Clock, tone: 'plain' },
  delivered: { icon: CircleCheck, tone: 'good' },
  retrying: { icon: RotateCw, tone: 'warn' },
  failed: { icon: CircleX, tone: 'bad' },
  held: { icon: CirclePause, tone: 'warn' },
  canceled: { icon: CircleSlash, tone: 'plain' },
}

/** The state of a delivery as an icon and a word. */
export const DeliveryState = ({ state }: { state: Name }) => (
  <State {...DELIVERY_LOOKS[state]}>{m.delivery_state_name({ state })}</State>
)
