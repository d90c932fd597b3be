import { useRef, useState } from 'preact/hooks'
import type { FieldErrors } from '../../../forms/form.ts'
import { explain } from '../../../ui/async-states.tsx'
import { words as uiWords } from '../../../ui/words.ts'
import { useRefresh } from '../key/queries.ts'
import type { ImportFile, Source } from './import-lines.ts'
import { type Chunk, chunksOf, type Defaults, type Outcome, runImport } from './import-run.ts'
import { words } from './import-words.ts'

type Stage = 'source' | 'checking' | 'preview' | 'importing' | 'done'

const NO_DEFAULTS: Defaults = { scopes: [], rateLimit: null }

/** The state of an import and its steps. Each step ends in the next stage, or with a failure. */
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
  const names = useRef(new WeakMap<Chunk, string>())

  /** Sends chunks until done or stopped; true when all of them were answered. */
  const run = async (chunks: readonly Chunk[], dryRun: boolean, into: Map<number, Outcome>): Promise<boolean> => {
    stopped.current = false
    setStopping(false)
    setFailure(null)
    const all = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
    const answered = () => chunks.flatMap((chunk) => chunk.lines).filter((line) => into.has(line.at)).length
    setProgress({ done: answered(), all })
    const keyFor = (chunk: Chunk) => {
      const name = names.current.get(chunk) ?? crypto.randomUUID()
      names.current.set(chunk, name)
      return name
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

  /** Reads the file and asks what each line would do. Answers what keeps it from that, by field; empty when nothing does. */
  const check = async (source: Source): Promise<FieldErrors> => {
    const t = words()
    setFailure(null)
    if (source.text.trim() === '') return { text: t.needText }
    const bad = source.limits?.problems ?? {}
    if (Object.keys(bad).length > 0) return bad
    const read = await import('./import-file.ts').then((it) => it.readImport(source.text)).catch(() => null)
    if (!read) {
      setFailure(uiWords().newVersionText)
      return {}
    }
    if ('problem' in read) return { text: t.fileProblems[read.problem](read.detail) }
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
      // From here on an entry is the real outcome of a line, no longer that of the dry run.
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
