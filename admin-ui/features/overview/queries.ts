import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { callApi } from '../../api/call-api.ts'
import type { EnvironmentChoice } from '../../hooks/environment.ts'

/** The ranges of the page, days. */
export const RANGES = ['1', '7', '30'] as const
export type Range = (typeof RANGES)[number]

const DAY_MS = 86_400_000

/** Calls of today, the last 7 and the last 30 days; read again every 30 s. */
export const useTotals = (environment: EnvironmentChoice) =>
  useQuery({
    queryKey: ['overview', 'totals', environment],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/stats', { query: { environment }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

/** Everything else that the page shows, in one call; read again every 30 s. */
export const useOverview = (range: Range, environment: EnvironmentChoice) =>
  useQuery({
    queryKey: ['overview', range, environment],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/overview', {
        query: {
          // A day is the last 24 hours, not today.
          ...(range === '1' ? { start: new Date(Date.now() - DAY_MS).toISOString() } : { days: Number(range) }),
          environment,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
