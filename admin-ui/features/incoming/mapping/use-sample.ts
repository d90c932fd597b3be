import { useQuery } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import type { IncomingRequest } from '../../../../client/src/generated.ts'
import type { VerificationKind } from '../../../../contract/incoming.data.ts'
import { callApi } from '../../../api/call-api.ts'
import type { JsonValue } from './paths.ts'
import { readSample } from './read-sample.ts'

/** The newest requests that are offered as a sample. */
const OFFERED = 20

export const PASTED = 'pasted'

export type Sample = {
  /** The id of a captured request, or `pasted`. */
  source: string
  choose: (source: string) => void
  /** Requests whose body was kept. */
  requests: readonly IncomingRequest[]
  text: string
  /** Takes the pasted text. Returns true if it can be read. */
  type: (text: string) => boolean
  /** Why the pasted text cannot be read; empty while nothing is wrong. */
  problem: string
  isLoading: boolean
  /** Why the requests, or the chosen one, could not be read. */
  error: unknown
  retry: () => void
  payload: JsonValue | undefined
  /** Of a captured request. */
  headers: Readonly<Record<string, string>> | null
}

/**
 * The payload that a mapping is made against: a captured request, or one that is pasted.
 * @param webhookId null while the webhook is not created yet
 * @param kind the sender, whose documented example stands in while there is no request
 * @param asked the request that the URL names
 */
export function useSample(webhookId: string | null, kind: VerificationKind | '', asked?: string | undefined): Sample {
  const [chosen, setChosen] = useState<string | null>(asked ?? null)
  const [text, setText] = useState('')
  const list = useQuery({
    queryKey: ['incoming', 'samples', webhookId],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/incoming-webhooks/{id}/requests', {
        params: { id: webhookId ?? '' },
        query: { limit: 50 },
        signal,
      }),
    enabled: webhookId !== null,
  })
  const requests = (list.data?.data ?? []).filter(isReadable).slice(0, OFFERED)
  const source = chosen ?? requests[0]?.id ?? PASTED
  const isBare = requests.length === 0 && (webhookId === null || list.isSuccess)
  useEffect(() => {
    if (isBare) void exampleOf(kind).then((example) => setText((typed) => typed || example))
  }, [isBare, kind])
  const isCaptured = source !== PASTED && webhookId !== null
  const request = useQuery({
    queryKey: ['incoming', 'request', webhookId, source],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/incoming-webhooks/{id}/requests/{requestId}', {
        params: { id: webhookId ?? '', requestId: source },
        signal,
      }),
    enabled: isCaptured,
  })
  const pasted = readSample(text, kind)
  const failed = [list, ...(isCaptured ? [request] : [])].find(({ data, error }) => data === undefined && error)
  return {
    source,
    choose: setChosen,
    requests,
    text,
    type: (next) => {
      setText(next)
      return readSample(next, kind).value !== undefined
    },
    problem: pasted.problem,
    isLoading: (webhookId !== null && list.isPending) || (isCaptured && request.isPending),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    payload: isCaptured ? (request.data ? ((request.data.payload ?? null) as JsonValue) : undefined) : pasted.value,
    headers: isCaptured ? (request.data?.headers ?? null) : null,
  }
}

/** What a request was refused with whose body is no payload. */
const UNREADABLE = new Set(['malformed_json', 'malformed_utf8', 'malformed_form', 'unsupported_media_type'])

const isReadable = ({ replayable, outcome }: IncomingRequest): boolean => replayable && !UNREADABLE.has(outcome)

/** The example of a sender, or nothing: most mappings are made against a request. */
const exampleOf = (kind: VerificationKind | ''): Promise<string> =>
  import('../webhook/samples.ts').then(
    (it) => it.sampleOf(kind),
    () => '',
  )
