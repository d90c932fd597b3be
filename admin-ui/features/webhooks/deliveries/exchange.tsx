import { CircleCheck, CircleX } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Attempt, TestResult } from '../../../../client/src/generated.ts'
import { formatMilliseconds, formatNumber } from '../../../format/language.ts'
import { prettyJson } from '../../../format/pretty-json.ts'
import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'

type Sent = Pick<Attempt, 'request' | 'response' | 'error' | 'durationMs'>

/** Success or failure, with status and duration. */
export function Verdict({ sent }: { sent: Sent | TestResult }) {
  const good = sent.error === null
  const Icon = good ? CircleCheck : CircleX
  return (
    <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Icon size={20} class={`flex-none ${good ? 'text-good' : 'text-bad'}`} aria-hidden="true" />
      <strong class={good ? 'text-good' : 'text-bad'}>
        {good ? m.webhooks_exchange_success() : m.webhooks_exchange_failed()}
      </strong>
      <span class="tabular-nums">
        {sent.response
          ? m.webhooks_exchange_status({ status: sent.response.status })
          : m.webhooks_exchange_no_response()}
      </span>
      <span class="text-soft tabular-nums">
        {m.webhooks_exchange_within({ duration: formatMilliseconds(sent.durationMs) })}
      </span>
    </span>
  )
}

/** The error of an attempt as text. */
export function ErrorNote({ error }: { error: NonNullable<Sent['error']> }) {
  return (
    <Note tone="bad">
      <strong>{m.webhooks_exchange_error_kind_name({ kind: error.kind })}.</strong> {error.message}
    </Note>
  )
}

/** Request and response, each with its headers and body. The response first: it tells what went wrong. */
export function Exchange({
  sent,
  expanded = false,
}: {
  sent: Sent /** The headers are not folded. */
  expanded?: boolean
}) {
  const [tab, setTab] = useState<'response' | 'request'>(sent.response ? 'response' : 'request')
  return (
    <Tabs
      label={m.webhooks_exchange_tabs()}
      value={tab}
      tabs={[
        { value: 'response', label: m.webhooks_exchange_response() },
        { value: 'request', label: m.webhooks_exchange_request() },
      ]}
      onValue={setTab}
    >
      <div class="flex flex-col gap-3">
        {tab === 'request' ? (
          <>
            <HeaderList
              title={m.webhooks_exchange_request_headers()}
              headers={sent.request.headers}
              expanded={expanded}
            />
            <Body
              title={m.webhooks_exchange_request_body()}
              copy={m.webhooks_exchange_copy_request()}
              text={sent.request.body}
            />
          </>
        ) : sent.response ? (
          <>
            <HeaderList
              title={m.webhooks_exchange_response_headers()}
              headers={sent.response.headers}
              expanded={expanded}
            />
            <Body
              title={m.webhooks_exchange_response_body()}
              copy={m.webhooks_exchange_copy_response()}
              text={sent.response.body}
            />
          </>
        ) : (
          <p class="text-soft">{m.webhooks_exchange_no_response()}</p>
        )}
      </div>
    </Tabs>
  )
}

type HeaderListProps = { title: string; headers: Record<string, string>; expanded: boolean }

function HeaderList({ title, headers, expanded }: HeaderListProps) {
  const entries = Object.entries(headers)
  return (
    <details class="min-w-0" open={expanded}>
      <summary class="py-0.5">
        {title} <span class="text-sm text-faint tabular-nums">{formatNumber(entries.length)}</span>
      </summary>
      {entries.length === 0 ? (
        <p class="text-sm text-soft">{m.webhooks_exchange_no_headers()}</p>
      ) : (
        <dl class="secret mt-1.5 grid gap-0.5 text-sm select-auto!">
          {entries.map(([name, value]) => (
            <div key={name} class="font-mono">
              <dt class="inline text-soft">{name}: </dt>
              <dd class="inline">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  )
}

/** A body as text; JSON is formatted. */
export function Body({ title, copy, text }: { title: string; copy: string; text: string }) {
  return (
    <section class="min-w-0">
      <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h3 class="text-sm font-semibold">{title}</h3>
        {text && <CopyButton compact text={text} label={copy} />}
      </div>
      {text ? (
        <CodeBlock>{prettyJson(text)}</CodeBlock>
      ) : (
        <p class="text-sm text-soft">{m.webhooks_exchange_empty_body()}</p>
      )}
    </section>
  )
}
