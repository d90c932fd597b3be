import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { defineWords } from '../format/language.ts'
import { ProgressDialog } from '../ui/progress-dialog.tsx'
import { toastDone, toastFailed } from '../ui/toast.ts'
import { actOnMany, type Outcome, type Result, type Watch } from './act-on-many.ts'

const ownWords = defineWords({
  notDone: (names: string) => `Not done: ${names}`,
  because: (name: string, why: string) => `${name} (${why})`,
})

/** The texts of a bulk action, by the number of rows. */
export type BulkWords<A extends string> = {
  titles: Record<A, (count: number) => string>
  progress: (done: number, count: number) => string
  stopping: string
  done: Record<A, (count: number) => string>
  untried: (count: number) => string
}

type Row = { id: string; name: string }

/** How a room does one thing to many rows. */
export type Bulk<R extends Row, A extends string> = {
  words: BulkWords<A>
  ask: (action: A, ids: string[]) => Promise<{ results: readonly Result[] }>
  /** What takes an action back, where anything does. */
  back: Partial<Record<A, A>>
  /** Whether the action changed it. One that was so already stays so when the action is taken back. */
  changed: (row: R, action: A) => boolean
  refresh: () => Promise<unknown>
}

type BulkRunProps<R extends Row, A extends string> = {
  bulk: Bulk<R, A>
  action: A
  rows: readonly R[]
  /** Why it may take a while. */
  hint?: string | undefined
  /** A dialog that asks before it is done; left out, it is done at once. */
  confirm?: ((run: () => void) => ComponentChildren) | false
  onDone: () => void
}

/** Does one action on many rows, shows the progress, and reports the outcome. */
export function BulkRun<R extends Row, A extends string>(props: BulkRunProps<R, A>) {
  const { bulk, action, rows, hint, confirm, onDone } = props
  const [tried, setTried] = useState<number | null>(null)
  const stop = useRef(false)
  const run = async () => {
    setTried(0)
    const outcome = await act(bulk, action, rows, { onProgress: setTried, stopped: () => stop.current })
    onDone()
    report(bulk.words, action, outcome, undoOf(bulk, action, outcome.done))
    await bulk.refresh()
  }
  useEffect(() => {
    if (!confirm) void run()
  }, [])

  if (tried === null && confirm) return <>{confirm(run)}</>
  return (
    <ProgressDialog
      title={bulk.words.titles[action](rows.length)}
      text={bulk.words.progress(tried ?? 0, rows.length)}
      share={(tried ?? 0) / rows.length}
      hint={hint}
      stopping={bulk.words.stopping}
      onStop={() => {
        stop.current = true
      }}
    />
  )
}

const act = <R extends Row, A extends string>(bulk: Bulk<R, A>, action: A, rows: readonly R[], watch?: Watch) => {
  const ask = (some: readonly R[]) =>
    bulk.ask(
      action,
      some.map((row) => row.id),
    )
  return actOnMany(rows, ask, watch)
}

function undoOf<R extends Row, A extends string>(bulk: Bulk<R, A>, action: A, done: readonly R[]) {
  const back = bulk.back[action]
  const changed = done.filter((row) => bulk.changed(row, action))
  if (!back || changed.length === 0) return undefined
  return async () => {
    report(bulk.words, back, await act(bulk, back, changed))
    await bulk.refresh()
  }
}

/** Says how many were done, which were not, and why. */
function report<R extends Row, A extends string>(
  words: BulkWords<A>,
  action: A,
  { done, failed, untried }: Outcome<R>,
  undo?: () => void,
) {
  const t = ownWords()
  const summary = words.done[action](done.length)
  if (failed.length === 0 && untried === 0) return toastDone(summary, undo)
  const reasons = failed.map(({ item, why }) => t.because(item.name, why)).join('; ')
  toastFailed(
    summary,
    [failed.length > 0 && t.notDone(reasons), untried > 0 && words.untried(untried)].filter(Boolean).join(' '),
  )
}
