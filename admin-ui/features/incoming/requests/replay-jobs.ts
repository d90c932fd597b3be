import { useMutation, useQuery } from '@tanstack/preact-query'
import type { ReplayIncomingRequests, ReplayJob } from '../../../../client/src/generated.ts'
import type { ReplayableVerdict } from '../../../../contract/incoming.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { jobsInterval } from '../../../lists/job-bar.tsx'
import { toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'

/** Which requests a job replays. */
export type ReplayFilter = Pick<ReplayIncomingRequests, 'from' | 'to'> & { verdict: ReplayableVerdict }

async function start(webhookId: string, filter: ReplayFilter, dryRun: boolean) {
  const answer = await callApi('POST', '/api/v1/incoming-webhooks/{id}/requests/replay', {
    params: { id: webhookId },
    body: { ...filter, dryRun },
  })
  if ('results' in answer) throw new Error('a filter is answered with a job')
  return answer
}

/**
 * The number of requests that would be replayed (dry run).
 * @param since asked again when it changes, such as the newest request of the list
 */
export const useReplayCount = (webhookId: string, filter: ReplayFilter | null, since = '') =>
  useQuery({
    queryKey: ['incoming', 'replay-count', webhookId, filter, since],
    queryFn: () => (filter ? start(webhookId, filter, true) : null),
    enabled: filter !== null,
    placeholderData: (before) => before,
    retry: false,
  })

/** Starts the replay. The answer has the job, or null if there was nothing to replay. */
export function useStartReplay(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (filter: ReplayFilter) => start(webhookId, filter, false),
    onSuccess: () => void refresh(),
  })
}

/** The latest jobs of an incoming webhook, newest first; polled often while one runs. */
export const useReplayJobs = (webhookId: string) =>
  useQuery({
    queryKey: ['incoming', 'replay-jobs', webhookId],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/incoming-webhooks/{id}/replays', { params: { id: webhookId }, signal }),
    select: (page): NonNullable<ReplayJob>[] => page.data.flatMap((job) => job ?? []),
    refetchInterval: (query) => jobsInterval(query.state.data?.data),
  })

/** Stops a job; what it has replayed stays. */
export function useStopReplay(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (jobId: string) =>
      callApi('DELETE', '/api/v1/incoming-webhooks/{id}/replays/{jobId}', { params: { id: webhookId, jobId } }),
    onError: toastError,
    onSettled: refresh,
  })
}
