import { useMutation, useQuery } from '@tanstack/preact-query'
import type { RetryJob } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useRefresh } from '../webhook/queries.ts'
import type { RetryFilter } from './delivery-state.ts'

/** A job as it is answered where there is one. */
export type KnownJob = NonNullable<RetryJob>

/** What is sent again: named or filtered deliveries, or everything that failed since a time. */
export type Again = { filter: RetryFilter } | { since: string }

const start = (webhookId: string, again: Again, dryRun: boolean) => {
  const params = { id: webhookId }
  return 'since' in again
    ? callApi('POST', '/api/v1/webhooks/{id}/recover', { params, body: { since: again.since, dryRun } })
    : callApi('POST', '/api/v1/webhooks/{id}/deliveries/retry', { params, body: { ...again.filter, dryRun } })
}

/** How many deliveries that would be; nothing is sent. */
export const useRetryCount = (webhookId: string, again: Again | null) =>
  useQuery({
    queryKey: ['webhooks', 'retry-count', webhookId, again],
    queryFn: () => (again ? start(webhookId, again, true) : null),
    enabled: again !== null,
    staleTime: 0,
    gcTime: 0,
  })

/** Begins it. The answer names the job, or none when there was nothing left to send. */
export const useStartRetry = (webhookId: string) =>
  useMutation({ mutationFn: (again: Again) => start(webhookId, again, false) })

const OFTEN_MS = 500

/** How far a job has come, asked again until it is over. */
export const useRetryJob = (webhookId: string, job: KnownJob) =>
  useQuery({
    queryKey: ['webhooks', 'retry-job', webhookId, job.id],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks/{id}/retries/{jobId}', {
        params: { id: webhookId, jobId: job.id },
        signal,
      }),
    initialData: job,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.status === 'running' ? OFTEN_MS : false),
  }).data ?? job

/** Stops a job: what is on its way already goes on. */
export function useStopRetry(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (jobId: string) =>
      callApi('DELETE', '/api/v1/webhooks/{id}/retries/{jobId}', { params: { id: webhookId, jobId } }),
    onSettled: refresh,
  })
}
