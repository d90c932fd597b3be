import { useEffect, useRef } from 'preact/hooks'
import type { TestResult } from '../../../../contract/webhooks.ts'
import { explain } from '../../../ui/async-states.tsx'
import { Note } from '../../../ui/note.tsx'
import { Exchange, Verdict } from './exchange.tsx'
import { words } from './exchange-words.ts'

type Trial = { data: TestResult | undefined; error: unknown; isPending: boolean }

/** How a test went: under way, refused, or what the receiver answered. It moves into sight when it comes. */
export function Outcome({ trial, host }: { trial: Trial; host: string }) {
  const t = words()
  const home = useRef<HTMLDivElement>(null)
  const { data, error, isPending } = trial
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
