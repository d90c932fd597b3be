import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { formatBytes, formatInstant } from '../../../format/language.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { headerPath, shortValue } from './paths.ts'
import { SampleTree } from './sample-tree.tsx'
import { PASTED, type Sample } from './use-sample.ts'
import { ValueButton } from './value-button.tsx'

type SamplePanelProps = {
  sample: Sample
  /** What a press on a value does now. */
  hint: string
  onPick: (path: string) => void
}

/** The sample of a mapping: where it comes from, and its values, which can be pressed. */
export function SamplePanel({ sample, hint, onPick }: SamplePanelProps) {
  const [editing, setEditing] = useState(false)
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState(0)
  // What is pasted next takes the place of the text.
  useEffect(() => {
    if (opened > 0) body.current?.querySelector('textarea')?.select()
  }, [opened])
  const open = () => {
    setEditing(true)
    setOpened(opened + 1)
  }
  const isPasted = sample.source === PASTED
  const { payload } = sample
  return (
    <section class="card min-w-0" aria-labelledby={id}>
      <div class="flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <h3 id={id}>{m.incoming_mapping_sample()}</h3>
        {sample.requests.length > 0 && (
          <select
            class="input ml-auto h-8! w-auto! min-w-0 max-w-full py-0! text-base!"
            aria-label={m.incoming_mapping_source()}
            value={sample.source}
            onChange={(event) => sample.choose(event.currentTarget.value)}
          >
            {sample.requests.map((request) => (
              <option key={request.id} value={request.id}>
                {m.incoming_mapping_request({
                  time: formatInstant(new Date(request.receivedAt)),
                  verdict: m.incoming_verdict_name({ verdict: request.verdict }),
                  size: formatBytes(request.sizeBytes),
                })}
              </option>
            ))}
            <option value={PASTED}>{m.incoming_mapping_pasted()}</option>
          </select>
        )}
        {isPasted && !editing && payload !== undefined && (
          <Button small class={sample.requests.length > 0 ? '' : 'ml-auto'} onClick={open}>
            {m.incoming_mapping_edit_sample()}
          </Button>
        )}
      </div>
      <div ref={body} class="flex flex-col gap-2 p-3">
        {sample.error ? (
          <>
            <Note tone="bad" alert>
              {explain(sample.error).text}
            </Note>
            <p>
              <Button small onClick={sample.retry}>
                {m.ui_retry()}
              </Button>
            </p>
          </>
        ) : null}
        {isPasted && !sample.error && !sample.isLoading && (editing || payload === undefined) && (
          <>
            <CodeArea
              label={m.incoming_mapping_paste()}
              hint={m.incoming_mapping_paste_hint()}
              rows={8}
              error={sample.problem || undefined}
              value={sample.text}
              // What was pasted shows its values at once; what is typed stays a text until it is done.
              onValue={(text) => {
                const isPaste = Math.abs(text.length - sample.text.length) > 1
                const isRead = sample.type(text)
                setEditing(!(isPaste && isRead))
              }}
            />
            {payload !== undefined && (
              <p>
                <Button small onClick={() => setEditing(false)}>
                  {m.incoming_mapping_show_values()}
                </Button>
              </p>
            )}
          </>
        )}
        {sample.isLoading ? (
          <SkeletonRows rows={6} height="dense" />
        ) : (
          payload !== undefined &&
          !(isPasted && editing) && (
            <>
              <p class="text-sm text-soft" role="status">
                {hint}
              </p>
              <div class="max-h-96 overflow-y-auto lg:max-h-[60vh]">
                {payload === null ? (
                  <p class="text-soft">{m.incoming_mapping_unreadable()}</p>
                ) : (
                  <SampleTree key={sample.source} value={payload} onPick={onPick} />
                )}
                {sample.headers && <Headers headers={sample.headers} onPick={onPick} />}
              </div>
            </>
          )
        )}
      </div>
    </section>
  )
}

function Headers({ headers, onPick }: { headers: Readonly<Record<string, string>>; onPick: (path: string) => void }) {
  return (
    <details class="mt-2">
      <summary class="py-0.5 text-sm">{m.incoming_headers()}</summary>
      <ul class="font-mono text-sm">
        {Object.entries(headers).map(([name, value]) => (
          <li key={name} class="flex pl-5">
            <ValueButton
              name={name}
              path={headerPath(name)}
              text={shortValue(value, 120)}
              color="text-good"
              onPick={onPick}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
