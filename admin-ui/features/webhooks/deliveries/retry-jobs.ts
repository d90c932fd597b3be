import { useMutation, useQuery } from '@tanstack/preact-query'
import type { RetryAccepted, RetryJob } from '../../../../contract/webhooks.ts'
import { get, send } from '../../../api.ts'
import { useRefresh, webhookPath } from '../queries.ts'
import type { RetryFilter } from './retry-filter.ts'

/** What is sent again: named or filtered deliveries, or everything that failed since a time. */
export type Again = { filter: RetryFilter } | { since: string }

const ask = (webhookId: string, again: Again, dryRun: boolean) =>
  'since' in again
    ? send<RetryAccepted>('POST', webhookPath(webhookId, 'recover'), { since: again.since, dryRun })
    : send<RetryAccepted>('POST', webhookPath(webhookId, 'deliveries', 'retry'), { ...again.filter, dryRun })

/** How many deliveries that would be; nothing is sent. */
export const useRetryCount = (webhookId: string, again: Again | null) =>
  useQuery({
    queryKey: ['webhooks', 'retry-count', webhookId, again],
    queryFn: () => (again ? ask(webhookId, again, true) : null),
    enabled: again !== null,
    staleTime: 0,
    gcTime: 0,
  })

/** Begins it. The answer names the job, or none when there was nothing left to send. */
export const useStartRetry = (webhookId: string) =>
  useMutation({ mutationFn: (again: Again) => ask(webhookId, again, false) })

const OFTEN_MS = 500

/** How far a job has come, asked again until it is over. */
export const useRetryJob = (webhookId: string, job: RetryJob) =>
  useQuery({
    queryKey: ['webhooks', 'retry-job', webhookId, job.id],
    queryFn: ({ signal }) => get<RetryJob>(webhookPath(webhookId, 'retries', job.id), undefined, signal),
    initialData: job,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.status === 'running' ? OFTEN_MS : false),
  }).data

/** Stops a job: what is on its way already goes on. */
export function useStopRetry(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => send('DELETE', webhookPath(webhookId, 'retries', id)),
    onSettled: refresh,
  })
}
