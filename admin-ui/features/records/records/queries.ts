import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { CreateRecord } from '../../../../client/src/generated.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { usePage } from '../../../lists/page-query.ts'
import { readFurther } from '../../../lists/read-further.ts'
import { filterParams, type RecordList } from './list-state.ts'

/** Records on a page. */
const PAGE = 50

/** A page of records of a module. */
export function useRecords(slug: string, { filters, sort, environment, cursor }: RecordList['state']) {
  const query = { ...filterParams(filters), sort, environment: environment || null, limit: PAGE }
  return usePage(
    ['records', slug, 'list', query, cursor],
    (signal) =>
      readFurther(cursor || null, (from) =>
        callApi('GET', '/api/v1/records/{slug}', { params: { slug }, query: { ...query, cursor: from }, signal }),
      ),
    false,
  )
}

/** The newest records of a module, which references and their form look titles up in. */
export const newestQuery = (slug: string) => ({
  queryKey: ['records', slug, 'newest'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi('GET', '/api/v1/records/{slug}', { params: { slug }, query: { limit: PAGE }, signal }),
  staleTime: 60_000,
})

/** Reads a record with its version. */
export const readRecord = (slug: string, id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/records/{slug}/{id}', { params: { slug, id }, signal })

/** A record with its version. */
export const useRecord = (slug: string, id: string) =>
  useQuery({
    queryKey: ['records', slug, 'one', id],
    queryFn: ({ signal }) => readRecord(slug, id, signal),
  })

/** Invalidates all queries about records of a module after a change. */
export function useRefreshRecords(slug: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['records', slug] })
}

export function useCreateRecord(slug: string) {
  const refresh = useRefreshRecords(slug)
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateRecord) =>
      callApi('POST', '/api/v1/records/{slug}', { params: { slug }, body, idempotencyKey: keyFor(body) }),
    onSuccess: () => void refresh(),
  })
}

export function useDeleteRecord(slug: string) {
  const refresh = useRefreshRecords(slug)
  return useMutation({
    mutationFn: ({ id, ifMatch }: { id: string; ifMatch: string | null }) =>
      callApi('DELETE', '/api/v1/records/{slug}/{id}', { params: { slug, id }, ifMatch }),
    // Not awaited: the record is gone, and its drawer with it.
    onSuccess: () => void refresh(),
  })
}
