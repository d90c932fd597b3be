import { History } from '../../../lists/history.tsx'
import { m } from '../../../messages/index.ts'
import type { TabProps } from '../app/routes.ts'

/** Who changed the app or revoked something, and what: its entries of the audit log. */
export const HistoryTab = ({ app }: TabProps) => (
  <History targetId={app.id} title={m.oauth_apps_tab_name({ tab: 'history' })} />
)
