import { useMutation, useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { jobsInterval, type ListedJob } from '../../../lists/job-bar.tsx'
import { toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'
import type { RetryFilter } from './delivery-state.ts'

/** What to retry: deliveries by id or filter, or everything that failed since a time. */
export type RetryTarget = { filter: RetryFilter } | { since: string }

const start = (webhookId: string, again: RetryTarget, dryRun: boolean) => {
  const params = { id: webhookId }
  return 'since' in again
    ? callApi('POST', '/api/v1/webhooks/{id}/recover', { params, body: { since: again.since, dryRun } })
    : callApi('POST', '/api/v1/webhooks/{id}/deliveries/retry', { params, body: { ...again.filter, dryRun } })
}

/** The number of deliveries that would be sent (dry run). */
export const useRetryCount = (webhookId: string, again: RetryTarget | null) =>
  useQuery({
    queryKey: ['webhooks', 'retry-count', webhookId, again],
    queryFn: () => (again ? start(webhookId, again, true) : null),
    enabled: again !== null,
    staleTime: 0,
    gcTime: 0,
  })

/** Starts the retry. The answer has the job, or null if there was nothing to send. */
export function useStartRetry(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (again: RetryTarget) => start(webhookId, again, false),
    onSuccess: () => void refresh(),
  })
}

/** The latest jobs of a webhook, newest first; polled often while one runs. */
export const useRetryJobs = (webhookId: string) =>
  useQuery({
    queryKey: ['webhooks', 'retry-jobs', webhookId],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/webhooks/{id}/retries', { params: { id: webhookId }, signal }),
    select: (page): ListedJob[] => page.data.flatMap((job) => job ?? []),
    refetchInterval: (query) => jobsInterval(query.state.data?.data),
  })

/** Cancels a job; deliveries that it has already enqueued continue. */
export function useStopRetry(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (jobId: string) =>
      callApi('DELETE', '/api/v1/webhooks/{id}/retries/{jobId}', { params: { id: webhookId, jobId } }),
    onError: toastError,
    onSettled: refresh,
  })
}
