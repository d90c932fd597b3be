import { History } from '../../../lists/history.tsx'
import { m } from '../../../messages/index.ts'
import type { TabProps } from '../route/routes.ts'

/** Who changed the route, and what: its entries of the audit log. */
export const HistoryTab = ({ route }: TabProps) => (
  <History targetId={route.id} title={m.gateway_tab_name({ tab: 'history' })} />
)
