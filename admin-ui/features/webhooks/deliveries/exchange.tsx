import { CircleCheck, CircleX } from 'lucide-preact'
import type { Attempt, TestResult } from '../../../../client/src/generated.ts'
import { prettyJson } from '../../../format/pretty-json.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { Note } from '../../../ui/note.tsx'
import { words } from './exchange-words.ts'

type Sent = Pick<Attempt, 'request' | 'response' | 'error' | 'durationMs'>

/** Whether it went well, with what status and how fast. */
export function Verdict({ sent }: { sent: Sent | TestResult }) {
  const t = words()
  const good = sent.error === null
  const Icon = good ? CircleCheck : CircleX
  return (
    <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Icon size={20} class={`flex-none ${good ? 'text-good' : 'text-bad'}`} aria-hidden="true" />
      <strong class={good ? 'text-good' : 'text-bad'}>{good ? t.success : t.failed}</strong>
      <span class="tabular-nums">{sent.response ? t.status(sent.response.status) : t.noResponse}</span>
      <span class="text-soft tabular-nums">{t.within(sent.durationMs)}</span>
    </span>
  )
}

/** What went wrong, in words. */
export function ErrorNote({ error }: { error: NonNullable<Sent['error']> }) {
  const t = words()
  return (
    <Note tone="bad">
      <strong>{t.errorKinds[error.kind]}.</strong> {error.message}
    </Note>
  )
}

/** Headers and bodies of both sides. */
export function Exchange({ sent }: { sent: Sent }) {
  const t = words()
  return (
    <div class="flex flex-col gap-4">
      {sent.error && <ErrorNote error={sent.error} />}
      {sent.response && (
        <>
          <HeaderList title={t.responseHeaders} headers={sent.response.headers} />
          <Body title={t.responseBody} copy={t.copyResponse} text={sent.response.body} />
        </>
      )}
      <HeaderList title={t.requestHeaders} headers={sent.request.headers} />
      <Body title={t.requestBody} copy={t.copyRequest} text={sent.request.body} />
    </div>
  )
}

function HeaderList({ title, headers }: { title: string; headers: Record<string, string> }) {
  const entries = Object.entries(headers)
  return (
    <section class="min-w-0">
      <h3 class="mb-1 text-sm font-semibold">{title}</h3>
      {entries.length === 0 ? (
        <p class="text-sm text-soft">{words().noHeaders}</p>
      ) : (
        <dl class="secret grid gap-0.5 text-sm select-auto!">
          {entries.map(([name, value]) => (
            <div key={name} class="font-mono">
              <dt class="inline text-soft">{name}: </dt>
              <dd class="inline">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** Text that came or went; JSON is set out for reading. */
export function Body({ title, copy, text }: { title: string; copy: string; text: string }) {
  return (
    <section class="min-w-0">
      <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h3 class="text-sm font-semibold">{title}</h3>
        {text && <CopyButton compact text={text} label={copy} />}
      </div>
      {text ? <CodeBlock>{prettyJson(text)}</CodeBlock> : <p class="text-sm text-soft">{words().emptyBody}</p>}
    </section>
  )
}
