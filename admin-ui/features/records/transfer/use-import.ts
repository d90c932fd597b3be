import { useRef, useState } from 'preact/hooks'
import type { Module } from '../../../../client/src/generated.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { useRefreshRecords } from '../records/queries.ts'
import { beginImport, callKey, finishImport } from './import-keys.ts'
import { type ImportRow, readRows, type Settings } from './import-rows.ts'
import { chunksOf, type Outcomes, runImport } from './import-run.ts'
import type { CsvFile } from './read-file.ts'

type Stage = 'source' | 'checking' | 'preview' | 'importing' | 'done'

/** The steps of an import: choose, check, look, import. */
export function useImport(module: Module, environment: 'live' | 'test') {
  const refresh = useRefreshRecords(module.slug)
  const [stage, setStage] = useState<Stage>('source')
  const [rows, setRows] = useState<ImportRow[]>([])
  const [checked, setChecked] = useState<Outcomes>(new Map())
  const [written, setWritten] = useState<Outcomes>(new Map())
  const [progress, setProgress] = useState({ done: 0, all: 0 })
  const [failure, setFailure] = useState('')
  const stopped = useRef(false)
  const chunks = useRef<ImportRow[][]>([])

  /** Sends chunks. `importId`: null to check only. Returns true if all of their rows were answered. */
  const run = async (settings: Settings, importId: string | null, outcomes: Outcomes): Promise<boolean> => {
    stopped.current = false
    setFailure('')
    const all = chunks.current.flat()
    const count = () => all.filter(({ at }) => outcomes.has(at)).length
    setProgress({ done: count(), all: all.length })
    const partial = settings.policy === 'valid'
    try {
      await runImport(
        chunks.current,
        { slug: module.slug, by: settings.by, environment, dryRun: importId === null, partial },
        outcomes,
        (chunk) => callKey(importId ?? '', chunk),
        {
          onProgress: () => setProgress({ done: count(), all: all.length }),
          isStopped: () => stopped.current,
        },
      )
    } catch (error) {
      setFailure(explain(error).text)
    }
    return count() === all.length
  }

  const check = async (file: CsvFile, settings: Settings) => {
    const read = readRows(file, module.fields, settings)
    const outcomes: Outcomes = new Map()
    setRows(read)
    setChecked(outcomes)
    setWritten(new Map())
    chunks.current = chunksOf(read.filter(({ errors }) => errors.length === 0))
    setStage('checking')
    setStage((await run(settings, null, outcomes)) ? 'preview' : 'source')
  }

  /** What is wrong with a row: found here, or by the API when the file was checked or written. */
  const errorsOf = ({ at, errors }: ImportRow) => [...errors, ...((written.get(at) ?? checked.get(at))?.errors ?? [])]

  const start = async (settings: Settings) => {
    // Continued after a failure, the calls stay the same.
    if (written.size === 0) chunks.current = chunksOf(rows.filter((row) => errorsOf(row).length === 0))
    setStage('importing')
    const content = [module.slug, environment, settings, rows.map(({ data }) => data)]
    if (await run(settings, await beginImport(content, Date.now()), written)) finishImport()
    setStage('done')
    await refresh()
  }

  const countIn = (outcomes: Outcomes, result: string) =>
    [...outcomes.values()].filter((outcome) => outcome.result === result).length
  const bad = rows.filter((row) => errorsOf(row).length > 0)
  return {
    stage,
    rows,
    bad,
    errorsOf,
    progress,
    failure,
    /** What would be done, by the check. */
    expected: {
      created: countIn(checked, 'created'),
      updated: countIn(checked, 'updated'),
      unchanged: countIn(checked, 'unchanged'),
    },
    /** What was done. */
    totals: {
      created: countIn(written, 'created'),
      updated: countIn(written, 'updated'),
      unchanged: countIn(written, 'unchanged'),
    },
    /** Whether the rows are written in several transactions, of which a later one can fail. */
    isSplit: chunks.current.length > 1,
    untried: chunks.current.flat().filter(({ at }) => !written.has(at)).length,
    check,
    start,
    back: () => {
      setFailure('')
      setStage('source')
    },
    stop: () => {
      stopped.current = true
    },
  }
}

export type Import = ReturnType<typeof useImport>
