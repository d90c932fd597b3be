import { useEffect, useRef } from 'preact/hooks'
import type { TestResult } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { ErrorNote, Exchange, Verdict } from '../deliveries/exchange.tsx'

type TestRun = { data: TestResult | undefined; error: unknown; isPending: boolean }

type OutcomeProps = {
  testRun: TestRun
  host: string
  /** Request and response are folded: for a narrow column. */
  compact?: boolean
}

/** The state of a test: in progress, refused, or the receiver's answer. It scrolls into view when it appears. */
export function Outcome({ testRun, host, compact = false }: OutcomeProps) {
  const home = useRef<HTMLDivElement>(null)
  const { data, error, isPending } = testRun
  useEffect(() => {
    if (data || error || isPending) home.current?.scrollIntoView({ block: 'nearest' })
  }, [data, error, isPending])
  return (
    <div ref={home} class="flex min-w-0 flex-col gap-3">
      {isPending ? (
        <p class="flex items-center gap-2.5 text-soft">
          <span class="spinner" aria-hidden="true" />
          {m.webhooks_exchange_sending({ host })}
        </p>
      ) : error ? (
        <Note tone="bad">{explain(error).text}</Note>
      ) : data ? (
        <>
          <Verdict sent={data} />
          {data.error && <ErrorNote error={data.error} />}
          {compact ? (
            <details>
              <summary class="py-0.5">{m.webhooks_exchange_tabs()}</summary>
              <div class="pt-2">
                <Exchange sent={data} expanded />
              </div>
            </details>
          ) : (
            <Exchange sent={data} expanded />
          )}
        </>
      ) : null}
    </div>
  )
}
