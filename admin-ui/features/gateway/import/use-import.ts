import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import { useRef, useState } from 'preact/hooks'
import type { GatewayImport, ImportGatewayRoutes } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useCan } from '../../../hooks/me.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { useRefresh } from '../route/queries.ts'
import { importOf, isImportable, type Options, STANDARD } from './options.ts'
import type { SourceText } from './read-file.ts'

/** An import of many routes waits once until no isolate has the old ones any more, ms. */
const TIMEOUT_MS = 60_000
const PAUSE_MS = 400

const ask = (body: ImportGatewayRoutes, preview: boolean, signal?: AbortSignal) =>
  callApi('POST', '/api/v1/gateway-routes/import', {
    query: { preview: preview ? 'true' : 'false' },
    body,
    timeoutMs: TIMEOUT_MS,
    signal,
  })

/** Documents so far: a document may be a megabyte, so that a query is named by its number. */
let documents = 0

/** The state of an import: its document, what would become of each operation, which are chosen, and what was done. */
export function useImport() {
  const client = useQueryClient()
  const refresh = useRefresh()
  const mayCreateScopes = useCan('organization:write')
  const [source, setSource] = useState<(SourceText & { number: number }) | null>(null)
  const [options, setOptions] = useState<Options>(STANDARD)
  /** Operations that are not imported. What is not named is: so another preview keeps the choice. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  /** Whoever may not define scopes cannot ask for it. */
  const allowed = (wanted: Options): Options => ({ ...wanted, createScopes: wanted.createScopes && mayCreateScopes })
  const key = JSON.stringify(options)
  const settled = useDebounced(options, key, PAUSE_MS)
  const known = useRef<GatewayImport['operations']>([])
  const preview = useQuery({
    queryKey: ['gateway-import', source?.number, JSON.stringify(settled)],
    queryFn: ({ signal }) => ask(importOf(source?.text ?? '', allowed(settled), null, known.current), true, signal),
    enabled: source !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const found = source ? preview.data : undefined
  known.current = found?.operations ?? []
  const importable = known.current.filter(isImportable)
  const chosen = importable.filter((one) => !left.has(one.key))

  const run = useMutation({
    mutationFn: () => ask(importOf(source?.text ?? '', allowed(options), chosen, importable), false),
    onSettled: () => Promise.all([refresh(), client.invalidateQueries({ queryKey: ['scopes'] })]),
  })
  return {
    source,
    options,
    mayCreateScopes,
    found,
    left,
    importable,
    chosen,
    /** The table shows an older preview. */
    isStale: preview.isFetching || settled !== options,
    failure: run.error ?? preview.error,
    isRunning: run.isPending,
    result: run.data,
    read: (text: SourceText | null) => {
      setLeft(new Set())
      run.reset()
      documents += 1
      setSource(text && { ...text, number: documents })
    },
    change: (patch: Partial<Options>) => {
      run.reset()
      setOptions({ ...options, ...patch })
    },
    /** Chooses some of the operations, or leaves them; others stay as they are. */
    choose: (keys: readonly string[], on: boolean) => {
      const next = new Set(left)
      for (const one of keys) {
        if (on) next.delete(one)
        else next.add(one)
      }
      setLeft(next)
    },
    run: () => run.mutate(),
  }
}

export type Import = ReturnType<typeof useImport>
