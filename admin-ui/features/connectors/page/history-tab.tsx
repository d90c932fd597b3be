import { History } from '../../../lists/history.tsx'
import { m } from '../../../messages/index.ts'
import type { TabProps } from '../connector/routes.ts'

/** Who changed the connector, and what: its entries of the audit log. */
export const HistoryTab = ({ connector }: TabProps) => (
  <History targetId={connector.id} title={m.connectors_tab_history()} />
)
