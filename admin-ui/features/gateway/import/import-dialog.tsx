import { useRef, useState } from 'preact/hooks'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { isLimit } from './options.ts'
import { type ReadProblem, readDocument } from './read-file.ts'
import { ImportResult } from './result.tsx'
import { ImportSource } from './source.tsx'
import { ImportSummary } from './summary.tsx'
import { useImport } from './use-import.ts'

const ImportPreview = lazy(
  () => import('./preview.tsx').then((it) => it.ImportPreview),
  () => <SkeletonRows rows={8} height="row" />,
)

/** Imports routes from an OpenAPI document: the document first, then what becomes of each operation. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const container = useRef<HTMLDivElement>(null)
  const it = useImport()
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<ReadProblem | null>(null)
  if (it.result) return <ImportResult result={it.result} onClose={onClose} />

  const choose = async (file: File) => {
    const read = await readDocument(file)
    if ('problem' in read) return setProblem(read.problem)
    setProblem(null)
    it.read(read)
  }
  const isPreview = it.source !== null && it.found !== undefined
  const limit = it.options.rateLimitPerMinute.trim()
  const ready = it.chosen.length > 0 && !it.isStale && (limit === '' || isLimit(limit))
  const submit = () => {
    if (isPreview) return ready && it.run()
    if (pasted.trim() === '') return setProblem('empty')
    setProblem(null)
    it.read({ name: m.gateway_import_pasted(), text: pasted })
  }
  const back = () => it.read(null)
  const failure = it.failure ? explain(it.failure).text : ''
  return (
    <FormDialog
      title={m.gateway_import_title()}
      submit={isPreview ? m.gateway_import_run({ count: it.chosen.length }) : m.gateway_import_preview()}
      form={{
        container,
        problem: problem ? m.gateway_import_problem({ problem }) : isPreview ? '' : failure,
        touched: it.source !== null || pasted !== '',
        onBlur: () => {},
      }}
      busy={it.isRunning || (it.source !== null && !isPreview && it.isStale)}
      extra={isPreview && <Button onClick={back}>{m.gateway_import_back()}</Button>}
      summary={<ImportSummary it={it} />}
      onClose={onClose}
      onSubmit={submit}
    >
      {isPreview ? (
        <>
          {it.failure ? <Refusal error={it.failure} unanswered={m.gateway_import_lost()} /> : null}
          <ImportPreview it={it} />
        </>
      ) : (
        <ImportSource text={pasted} onText={setPasted} onFile={choose} />
      )}
    </FormDialog>
  )
}
