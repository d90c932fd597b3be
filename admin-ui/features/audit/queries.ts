import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page } from '../../../contract/common.ts'
import { get, type Params } from '../../api.ts'
import { usePage } from '../../lists/page-query.ts'

/** One page of changes. */
export const useAudit = (params: Params) => usePage<Page<AuditEntry>>(['audit'], '/api/v1/audit-logs', params, 30_000)

/** All changes that pass the filters, page by page; `onPage` is told how many there are so far. */
export async function readAllAudit(
  params: Params,
  signal: AbortSignal,
  onPage: (rows: number) => void,
): Promise<AuditEntry[]> {
  const all: AuditEntry[] = []
  let cursor: string | null = null
  do {
    const page: Page<AuditEntry> = await get('/api/v1/audit-logs', { ...params, limit: 100, cursor }, signal)
    all.push(...page.data)
    onPage(all.length)
    cursor = page.nextCursor
  } while (cursor)
  return all
}
