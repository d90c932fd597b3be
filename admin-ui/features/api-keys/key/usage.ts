import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import type { KeyUsage } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'

type UsageOptions = {
  /** The polling interval in ms, depending on the latest data. Default: no polling. */
  every?: (usage: KeyUsage | undefined) => number
  /** Shows the period before while another one loads. */
  keep?: boolean
}

export type UsagePeriod = { days: number } | { hours: number }

/** Usage of a key over some days or hours, what is left of its limits, and the progress of a regeneration. */
export const useKeyUsage = (id: string, period: UsagePeriod, { every, keep }: UsageOptions = {}) =>
  useQuery({
    queryKey: ['api-keys', 'usage', id, period],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}/usage', { params: { id }, query: period, signal }),
    refetchInterval: (query) => every?.(query.state.data) ?? false,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
