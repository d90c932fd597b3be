import { type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/preact-query'
import type { GatehouseError } from '../gatehouse-error.ts'
import { OPERATIONS } from '../operations.ts'
import type { Arguments, Input, OperationId, Output } from '../types.ts'
import { type Caller, useGatehouse } from './provider.ts'

/** The options of TanStack Query, without those that the hook sets. */
export type QuerySettings<T> = Omit<UseQueryOptions<T, GatehouseError>, 'queryKey' | 'queryFn'>

/** The arguments of a query hook. The input can be omitted if nothing in it is required. */
export type QueryArguments<O extends OperationId> =
  Record<never, never> extends Input<O>
    ? [input?: Input<O>, settings?: QuerySettings<Output<O>>]
    : [input: Input<O>, settings?: QuerySettings<Output<O>>]

export type QueryHook<O extends OperationId> = (...args: QueryArguments<O>) => UseQueryResult<Output<O>, GatehouseError>

/** The key under which the answers about a kind of object are cached: `['gatehouse', 'api-keys']`. */
export const resourceKey = (operation: OperationId): [string, string] => [
  'gatehouse',
  OPERATIONS[operation].replace(/^\S+ (?:\/api\/v1)?\//, '').replace(/\/.*/, ''),
]

/** The query of an operation, for `useQuery`, `prefetchQuery` and the like. */
export function queryOf<O extends OperationId>(client: Caller, operation: O, input?: Input<O>) {
  return {
    queryKey: [...resourceKey(operation), operation, input ?? {}],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Output<O>> =>
      (await client.call(operation, ...([input, { signal }] as Arguments<O>))).data,
    // The client does that itself, where it is safe.
    retry: false as const,
  }
}

/** The hook of an operation that reads. */
export const query =
  <O extends OperationId>(operation: O): QueryHook<O> =>
  (...[input, settings]) =>
    useQuery<Output<O>, GatehouseError>({ ...queryOf(useGatehouse(), operation, input), ...settings })
