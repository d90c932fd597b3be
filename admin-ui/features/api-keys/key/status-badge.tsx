import { Ban, CircleCheck, CirclePause, Clock } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { TONES } from './facts.tsx'

const ICONS = { active: CircleCheck, disabled: CirclePause, revoked: Ban, expired: Clock }

/** The status of a key in a word, where there is no dot. */
export const StatusBadge = ({ status }: Pick<ApiKey, 'status'>) => (
  <Badge tone={TONES[status]} icon={ICONS[status]}>
    {m.api_keys_status_name({ status })}
  </Badge>
)
