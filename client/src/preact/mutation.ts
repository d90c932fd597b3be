import { type UseMutationOptions, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/preact-query'
import type { GatehouseError } from '../gatehouse-error.ts'
import type { Arguments, Input, OperationId, Output } from '../types.ts'
import { useGatehouse } from './provider.ts'
import { resourceKey } from './query.ts'

/** What `mutate` takes: nothing, if nothing in the input is required. */
// biome-ignore lint/suspicious/noConfusingVoidType: with it `mutate()` compiles, as TanStack Query documents
export type Variables<O extends OperationId> = Record<never, never> extends Input<O> ? Input<O> | void : Input<O>

/**
 * The options of TanStack Query. There is no `retry`: each attempt would be another call, with another idempotency key.
 * The client itself repeats what is safe.
 */
export type MutationSettings<O extends OperationId> = Omit<
  UseMutationOptions<Output<O>, GatehouseError, Variables<O>>,
  'mutationFn' | 'retry' | 'retryDelay'
>

export type MutationHook<O extends OperationId> = (
  settings?: MutationSettings<O>,
) => UseMutationResult<Output<O>, GatehouseError, Variables<O>>

/** The hook of an operation that changes something. Afterwards all queries about the same kind of object are read again. */
export const mutation =
  <O extends OperationId>(operation: O): MutationHook<O> =>
  (settings = {}) => {
    const client = useGatehouse()
    const queries = useQueryClient()
    return useMutation<Output<O>, GatehouseError, Variables<O>>({
      ...settings,
      mutationFn: async (input) => (await client.call(operation, ...([input] as Arguments<O>))).data,
      retry: false,
      onSettled: (...args) => {
        void queries.invalidateQueries({ queryKey: resourceKey(operation) })
        return settings.onSettled?.(...args)
      },
    })
  }
