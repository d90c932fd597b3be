import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Approval } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import type { EnvironmentChoice } from '../../../hooks/environment.ts'
import { usePage } from '../../../lists/page-query.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'

/** Agents wait for these, so they are read often, ms. */
const WAITING_MS = 5_000

/** The tool calls that wait for a person, newest first; 50 at most. */
export const useWaiting = (environment: EnvironmentChoice, enabled = true) =>
  useQuery({
    queryKey: ['approvals', 'waiting', environment],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/approvals', { query: { status: 'pending', environment }, signal }),
    refetchInterval: WAITING_MS,
    enabled,
  })

/** One page of approvals. */
export const useApprovals = (query: Query<'GET', '/api/v1/approvals'>) =>
  usePage(['approvals', 'list', query], (signal) => callApi('GET', '/api/v1/approvals', { query, signal }), 15_000)

/** One approval, as it now stands. */
export const useApproval = (id: string) =>
  useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/approvals/{id}', { params: { id }, signal }),
    refetchInterval: WAITING_MS,
  })

export type Decision = 'approve' | 'deny'

/** Approves or denies a tool call. The reason is told to the agent. */
export function useDecide() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ approval, decision, reason }: { approval: Approval; decision: Decision; reason: string }) =>
      callApi('POST', `/api/v1/approvals/{id}/${decision}`, {
        params: { id: approval.id },
        body: reason ? { reason } : {},
      }),
    onSuccess: (_, { approval: { title }, decision }) =>
      toastDone(decision === 'approve' ? m.gateway_approved({ title }) : m.gateway_denied({ title })),
    onSettled: () => client.invalidateQueries({ queryKey: ['approvals'] }),
  })
}
