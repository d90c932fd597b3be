import { useEffect, useRef } from 'preact/hooks'
import type { TestResult } from '../../../../client/src/generated.ts'
import { explain } from '../../../ui/async-states.tsx'
import { Note } from '../../../ui/note.tsx'
import { Exchange, Verdict } from '../deliveries/exchange.tsx'
import { words } from '../deliveries/exchange-words.ts'

type TestRun = { data: TestResult | undefined; error: unknown; isPending: boolean }

/** How a test went: under way, refused, or what the receiver answered. It moves into sight when it comes. */
export function Outcome({ testRun, host }: { testRun: TestRun; host: string }) {
  const t = words()
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
          {t.sending(host)}
        </p>
      ) : error ? (
        <Note tone="bad">{explain(error).text}</Note>
      ) : data ? (
        <>
          <Verdict sent={data} />
          <Exchange sent={data} />
        </>
      ) : null}
    </div>
  )
}
