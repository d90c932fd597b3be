import type { ApiKey } from '../../../../client/src/generated.ts'
import { now } from '../../../hooks/clock.ts'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { useKeyUsage } from '../key/usage.ts'

const WEEK_MS = 7 * 86_400_000

/** Says that a key works and was used in the last seven days, and how often; nothing for any other key. */
export function RecentUse({ apiKey }: { apiKey: ApiKey }) {
  return isInUse(apiKey) ? <Count id={apiKey.id} /> : null
}

/** The same as a warning about what stops. */
export function InUse({ apiKey }: { apiKey: ApiKey }) {
  return isInUse(apiKey) ? (
    <Note tone="warn">
      <Count id={apiKey.id} />
      <p>{m.api_keys_dialog_revoke_stops()}</p>
    </Note>
  ) : null
}

const isInUse = ({ status, lastUsedAt }: ApiKey) =>
  status === 'active' && lastUsedAt !== null && now.value - Date.parse(lastUsedAt) < WEEK_MS

/** How often follows when it is loaded; the warning does not wait for it. */
function Count({ id }: { id: string }) {
  const { data } = useKeyUsage(id, { days: 7 })
  return (
    <p class="font-semibold">
      {data && data.total > 0
        ? m.api_keys_dialog_used_recently({ count: data.total })
        : m.api_keys_dialog_revoke_recent()}
    </p>
  )
}
