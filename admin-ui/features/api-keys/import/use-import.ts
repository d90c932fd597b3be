import { useRef, useState } from 'preact/hooks'
import type { FieldErrors } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { useRefresh } from '../key/queries.ts'
import type { ImportFile, Source } from './import-lines.ts'
import { type Chunk, chunksOf, type Defaults, type Outcome, runImport } from './import-run.ts'

type Stage = 'source' | 'checking' | 'preview' | 'importing' | 'done'

const NO_DEFAULTS: Defaults = { scopes: [], rateLimit: null }

/** The state of an import and its steps. Each step ends in the next stage, or with an error. */
export function useImport() {
  const refresh = useRefresh()
  const [stage, setStage] = useState<Stage>('source')
  const [file, setFile] = useState<ImportFile | null>(null)
  const [defaults, setDefaults] = useState(NO_DEFAULTS)
  const [outcomes, setOutcomes] = useState<Map<number, Outcome>>(new Map())
  const [progress, setProgress] = useState({ done: 0, all: 0 })
  const [failure, setFailure] = useState<string | null>(null)
  const [stopping, setStopping] = useState(false)
  const stopped = useRef(false)
  const wanted = useRef<Chunk[]>([])
  const idempotencyKeys = useRef(new WeakMap<Chunk, string>())

  /** Sends chunks until done or stopped; returns true if all of them were answered. */
  const run = async (chunks: readonly Chunk[], dryRun: boolean, into: Map<number, Outcome>): Promise<boolean> => {
    stopped.current = false
    setStopping(false)
    setFailure(null)
    const all = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
    const answered = () => chunks.flatMap((chunk) => chunk.lines).filter((line) => into.has(line.at)).length
    setProgress({ done: answered(), all })
    const keyFor = (chunk: Chunk) => {
      const key = idempotencyKeys.current.get(chunk) ?? crypto.randomUUID()
      idempotencyKeys.current.set(chunk, key)
      return key
    }
    try {
      await runImport(chunks, dryRun, into, keyFor, {
        onProgress: () => setProgress({ done: answered(), all }),
        stopped: () => stopped.current,
      })
    } catch (error) {
      setFailure(explain(error).text)
    }
    return answered() === all
  }

  /** Reads the file and does a dry run. Returns errors by field; empty if there are none. */
  const check = async (source: Source): Promise<FieldErrors> => {
    setFailure(null)
    if (source.text.trim() === '') return { text: m.api_keys_import_need_text() }
    const bad = source.limits?.problems ?? {}
    if (Object.keys(bad).length > 0) return bad
    const read = await import('./import-file.ts').then((it) => it.readImport(source.text)).catch(() => null)
    if (!read) {
      setFailure(m.ui_new_version_text())
      return {}
    }
    if ('problem' in read)
      return { text: m.api_keys_import_file_problem({ problem: read.problem, detail: read.detail }) }
    const filled = { scopes: source.scopes, rateLimit: source.limits?.value ?? null }
    const found = new Map<number, Outcome>()
    setFile(read)
    setDefaults(filled)
    setOutcomes(found)
    wanted.current = []
    setStage('checking')
    setStage((await run(chunksOf(read.lines, filled), true, found)) ? 'preview' : 'source')
    return {}
  }

  const start = async () => {
    if (!file) return
    if (wanted.current.length === 0) {
      const good = file.lines.filter((line) => outcomes.get(line.at)?.outcome === 'imported')
      wanted.current = chunksOf(good, defaults)
      // From here on an entry is the real result of a line, no longer that of the dry run.
      for (const line of good) outcomes.delete(line.at)
    }
    setStage('importing')
    await run(wanted.current, false, outcomes)
    setStage('done')
    await refresh()
  }

  const count = (fate: Outcome['outcome']) => [...outcomes.values()].filter((one) => one.outcome === fate).length
  const bad = file?.lines.filter((line) => line.errors.length > 0).length ?? 0

  return {
    stage,
    file,
    defaults,
    outcomes,
    progress,
    failure,
    stopping,
    totals: {
      imported: count('imported'),
      exists: count('exists'),
      refused: count('refused') + bad,
      untried: (file?.lines.length ?? 0) - outcomes.size - bad,
    },
    check,
    start,
    back: () => {
      setFailure(null)
      setStage('source')
    },
    stop: () => {
      stopped.current = true
      setStopping(true)
    },
  }
}

export type Import = ReturnType<typeof useImport>
