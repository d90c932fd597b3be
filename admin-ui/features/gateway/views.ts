import { lazy } from '../../ui/page/lazy.tsx'

/** The list of tools. */
export const tools = lazy(() => import('./tools/tools-page.tsx').then((it) => it.ToolsPage))
/** The tool calls that wait, and those that were decided. */
export const approvals = lazy(() => import('./approvals/approvals-page.tsx').then((it) => it.ApprovalsPage))
/** How many tool calls wait. */
export const count = lazy(() => import('./approvals/waiting-count.tsx').then((it) => it.WaitingCount))
/** The hosts of the organization. */
export const hosts = lazy(() => import('./hosts/hosts-page.tsx').then((it) => it.HostsPage))
