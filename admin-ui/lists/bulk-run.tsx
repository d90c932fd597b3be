import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { toastDone, toastFailed } from '../ui/feedback/toast.ts'
import { ProgressDialog } from '../ui/overlays/progress-dialog.tsx'
import { actOnMany, type Outcome, type Result, type Watch } from './act-on-many.ts'

/** The texts of a bulk action, by the number of rows. */
export type BulkTexts<A extends string> = {
  titles: Record<A, (count: number) => string>
  progress: (done: number, count: number) => string
  stopping: () => string
  done: Record<A, (count: number) => string>
  untried: (count: number) => string
}

type Row = { id: string; name: string }

/** How a page runs an action on many rows. */
export type Bulk<R extends Row, A extends string> = {
  texts: BulkTexts<A>
  ask: (action: A, ids: string[]) => Promise<{ results: readonly Result[] }>
  /** The reverse of each action that can be undone. */
  back: Partial<Record<A, A>>
  /** Whether the action changes the row. Rows that were in that state before are left out when the action is undone. */
  changed: (row: R, action: A) => boolean
  refresh: () => Promise<unknown>
}

type BulkRunProps<R extends Row, A extends string> = {
  bulk: Bulk<R, A>
  action: A
  rows: readonly R[]
  /** Why it may take a while. */
  hint?: string | undefined
  /** A dialog that asks for confirmation; without it the action starts at once. */
  confirm?: ((run: () => void) => ComponentChildren) | false
  onDone: () => void
}

/** Runs one action on many rows, shows the progress, and reports the result. */
export function BulkRun<R extends Row, A extends string>(props: BulkRunProps<R, A>) {
  const { bulk, action, rows, hint, confirm, onDone } = props
  const [tried, setTried] = useState<number | null>(null)
  const stop = useRef(false)
  const run = async () => {
    setTried(0)
    const outcome = await act(bulk, action, rows, { onProgress: setTried, stopped: () => stop.current })
    onDone()
    report(bulk.texts, action, outcome, undoOf(bulk, action, outcome.done))
    await bulk.refresh()
  }
  useEffect(() => {
    if (!confirm) void run()
  }, [])

  if (tried === null && confirm) return <>{confirm(run)}</>
  return (
    <ProgressDialog
      title={bulk.texts.titles[action](rows.length)}
      text={bulk.texts.progress(tried ?? 0, rows.length)}
      share={(tried ?? 0) / rows.length}
      hint={hint}
      stopping={bulk.texts.stopping()}
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
    report(bulk.texts, back, await act(bulk, back, changed))
    await bulk.refresh()
  }
}

/** Reports how many succeeded, which failed, and why. */
function report<R extends Row, A extends string>(
  texts: BulkTexts<A>,
  action: A,
  { done, failed, untried }: Outcome<R>,
  undo?: () => void,
) {
  const summary = texts.done[action](done.length)
  if (failed.length === 0 && untried === 0) return toastDone(summary, undo)
  const reasons = failed.map(({ item, why }) => m.bulk_failed_item({ name: item.name, why })).join('; ')
  toastFailed(
    summary,
    [failed.length > 0 && m.bulk_failed({ names: reasons }), untried > 0 && texts.untried(untried)]
      .filter(Boolean)
      .join(' '),
  )
}
