import { useState } from 'preact/hooks'
import type { GatewayTestResult } from '../../../../client/src/generated.ts'
import { formatMilliseconds } from '../../../format/language.ts'
import { prettyJson } from '../../../format/pretty-json.ts'
import { m } from '../../../messages/index.ts'
import { statusTone } from '../../../ui/call-outcome.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Segmented } from '../../../ui/segmented.tsx'

const SIDES = ['body', 'headers'] as const

/** What the upstream answered to a test call, or why there was no answer. */
export function TrialResult({ result }: { result: GatewayTestResult }) {
  const [side, setSide] = useState<(typeof SIDES)[number]>('body')
  const { status, durationMs, method, url, headers, body, truncated, problem } = result
  return (
    <section class="card min-w-0" aria-label={m.gateway_try_answer()}>
      <div class="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <span class="code" data-tone={status === null ? 'bad' : statusTone(status)}>
          {status ?? '—'}
        </span>
        <span class="text-soft tabular-nums">{formatMilliseconds(durationMs)}</span>
        <code class="min-w-0 flex-1 truncate text-faint" title={`${method} ${url}`}>
          {method} {url}
        </code>
        {status !== null && (
          <Segmented
            label={m.gateway_try_answer()}
            value={side}
            choices={SIDES.map((value) => ({ value, label: m.gateway_try_side({ side: value }) }))}
            onValue={setSide}
          />
        )}
      </div>
      <div class="flex flex-col gap-3 p-4">
        {problem && <Note tone="bad">{problem.detail}</Note>}
        {status !== null &&
          (side === 'headers' ? (
            <CodeBlock>
              {Object.entries(headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join('\n')}
            </CodeBlock>
          ) : body === null ? (
            <p class="text-soft">{m.gateway_try_not_text()}</p>
          ) : body === '' ? (
            <p class="text-soft">{m.gateway_try_no_body()}</p>
          ) : (
            <>
              <CodeBlock>{prettyJson(body)}</CodeBlock>
              {truncated && <p class="text-sm text-soft">{m.gateway_try_truncated()}</p>}
            </>
          ))}
      </div>
    </section>
  )
}
