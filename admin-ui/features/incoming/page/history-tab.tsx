import { History } from '../../../lists/history.tsx'
import { m } from '../../../messages/index.ts'
import type { TabProps } from '../webhook/routes.ts'

/** Who changed the incoming webhook, and what: its entries of the audit log. */
export const HistoryTab = ({ webhook }: TabProps) => (
  <History targetId={webhook.id} title={m.incoming_tab_name({ tab: 'history' })} />
)
