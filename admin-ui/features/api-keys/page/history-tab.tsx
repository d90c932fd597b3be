import { History } from '../../../lists/history.tsx'
import { m } from '../../../messages/index.ts'
import type { TabProps } from '../key/routes.ts'

/** Who changed what about a key. */
export const HistoryTab = ({ apiKey }: TabProps) => (
  <History targetId={apiKey.id} title={m.api_keys_page_history_of({ name: apiKey.name })} />
)
