import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Connector, ConnectorPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'

const LIVE_MS = 3000

/** One page of connectors. What was last sent to each changes without user actions, so it is polled. */
export const useConnectors = (query: Query<'GET', '/api/v1/connectors'>) =>
  usePage(['connectors', 'list', query], (signal) => callApi('GET', '/api/v1/connectors', { query, signal }), 10_000)

/** Reads one connector with its version. */
export const readConnector = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/connectors/{id}', { params: { id }, signal })

/** One connector; the row from the list is shown until the server has answered. */
export function useConnector(id: string) {
  const client = useQueryClient()
  return useQuery<Connector>({
    queryKey: ['connectors', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/connectors/{id}', { params: { id }, signal }),
    placeholderData: () =>
      client
        .getQueriesData<ConnectorPage>({ queryKey: ['connectors', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((connector) => connector.id === id),
    refetchInterval: 10_000,
  })
}

/** One connector with its version, for editing: read once, and not cached. */
export const useVersionedConnector = (id: string) =>
  useQuery({ queryKey: ['connectors', 'versioned', id], queryFn: ({ signal }) => readConnector(id, signal), gcTime: 0 })

/** One page of the deliveries of a connector. `live`: polls it. */
export const useConnectorDeliveries = (
  id: string,
  query: Query<'GET', '/api/v1/connectors/{id}/deliveries'>,
  live: boolean,
) =>
  usePage(
    ['connectors', 'deliveries', id, query],
    (signal) => callApi('GET', '/api/v1/connectors/{id}/deliveries', { params: { id }, query, signal }),
    live && LIVE_MS,
  )

/** One delivery with all attempts; polled until it has ended. */
export const useConnectorDelivery = (id: string, deliveryId: string) =>
  useQuery({
    queryKey: ['connectors', 'delivery', id, deliveryId],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/connectors/{id}/deliveries/{deliveryId}', { params: { id, deliveryId }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'pending' || data?.status === 'delivering' ? LIVE_MS : false,
  })

/** Invalidates all queries about connectors after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['connectors'] })
}
