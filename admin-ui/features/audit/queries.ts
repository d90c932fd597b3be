import type { AuditEntry, AuditPage } from '../../../client/src/generated.ts'
import type { Query } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'
import { usePage } from '../../lists/page-query.ts'
import { readFurther } from '../../lists/read-further.ts'

type AuditQuery = Query<'GET', '/api/v1/audit-logs'>

/** One page of audit entries, or the first later one with a match. */
export const useAudit = (query: AuditQuery) =>
  usePage(
    ['audit', query],
    (signal) =>
      readFurther(query.cursor, (cursor) =>
        callApi('GET', '/api/v1/audit-logs', { query: { ...query, cursor }, signal }),
      ),
    30_000,
  )

/** All entries that match the filters, read page by page; `onPage` gets the number of rows so far. */
export async function readAllAudit(
  query: AuditQuery,
  signal: AbortSignal,
  onPage: (rows: number) => void,
): Promise<AuditEntry[]> {
  const all: AuditEntry[] = []
  let cursor: string | null = null
  do {
    const page: AuditPage = await callApi('GET', '/api/v1/audit-logs', {
      query: { ...query, limit: 100, cursor },
      signal,
    })
    all.push(...page.data)
    onPage(all.length)
    cursor = page.nextCursor
  } while (cursor)
  return all
}
