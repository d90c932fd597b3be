import type { DeliveryDetail, FullLogEntry } from '../../../../client/src/generated.ts'
import { curlOf } from '../../../format/curl.ts'
import { attemptOf } from './attempt.ts'

/** The curl command that repeats an entry. What was not captured is missing in it. */
export function commandOf(entry: FullLogEntry, delivery: DeliveryDetail | undefined): string {
  const { endpoint, method, request } = entry
  const sent = entry.type === 'webhook' ? (delivery && attemptOf(delivery, entry))?.request : request
  const query = request?.query ? `?${request.query}` : ''
  return curlOf({
    method,
    url: (endpoint.startsWith('/') ? location.origin + endpoint : endpoint) + query,
    headers: sent?.headers ?? {},
    body: sent?.body ?? null,
    withKey: entry.type !== 'webhook',
  })
}
