import type { ComponentChildren } from 'preact'
import type { DeliveryDetail, FullLogEntry } from '../../../../client/src/generated.ts'
import { formatBytes, formatNumber } from '../../../format/language.ts'
import { webhookHref } from '../../../format/links.ts'
import { prettyJson } from '../../../format/pretty-json.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { type Side, sideOf } from './attempt.ts'
import { commandOf } from './command.ts'

type ExchangeProps = {
  side: Side
  entry: FullLogEntry
  delivery: DeliveryDetail | undefined
  pending: boolean
  /** Given if it could not be loaded. */
  onRetry: (() => void) | undefined
}

/** Headers and body of the request or the response, or why they are not here. */
export function Exchange({ side, entry, delivery, pending, onRetry }: ExchangeProps) {
  const sent = sideOf(side, entry, delivery)
  if (pending) return <div class="skeleton my-2 w-2/3" aria-hidden="true" />
  if (onRetry) {
    return (
      <p role="alert" class="flex flex-wrap items-center gap-2 text-soft">
        {m.event_logs_exchange_not_loaded()}
        <Button small onClick={onRetry}>
          {m.ui_retry()}
        </Button>
      </p>
    )
  }
  if (sent === null) return <p class="text-soft">{m.event_logs_exchange_unanswered()}</p>
  if (sent === undefined) return <NotKept entry={entry} known={delivery !== undefined} />
  const copy = side === 'request' ? m.event_logs_copy_request() : m.event_logs_copy_response()
  return (
    <div class="flex flex-col gap-3">
      {'query' in sent && sent.query !== '' && (
        <Part title={m.event_logs_exchange_query()} text={sent.query} copy={m.event_logs_exchange_copy_query()}>
          <CodeBlock>{sent.query}</CodeBlock>
        </Part>
      )}
      <Headers headers={sent.headers} />
      {sent.body ? (
        <Part
          title={m.event_logs_exchange_body()}
          fact={formatBytes('bodyBytes' in sent && sent.bodyBytes !== null ? sent.bodyBytes : sent.body.length)}
          text={sent.body}
          copy={m.event_logs_exchange_copy_body()}
        >
          <CodeBlock>{prettyJson(sent.body)}</CodeBlock>
        </Part>
      ) : (
        <p class="text-soft">
          {'bodyType' in sent && sent.bodyType
            ? notKeptText(sent.bodyType, sent.bodyBytes)
            : m.event_logs_exchange_no_body()}
        </p>
      )}
      {'truncated' in sent && sent.truncated && <p class="text-sm text-soft">{truncatedText(sent.bodyBytes)}</p>}
      <div class="flex flex-wrap gap-2">
        <CopyButton text={JSON.stringify(sent, null, 2)} label={copy} />
        {side === 'request' && entry.type === 'webhook' && (
          <CopyButton text={commandOf(entry, delivery)} label={m.event_logs_copy_curl()} />
        )}
      </div>
    </div>
  )
}

const notKeptText = (type: string, size: number | null) =>
  size === null
    ? m.event_logs_exchange_body_not_captured({ type })
    : m.event_logs_exchange_body_not_captured_of({ type, size })

const truncatedText = (size: number | null) =>
  size === null ? m.event_logs_exchange_truncated() : m.event_logs_exchange_truncated_of({ size })

function Headers({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers)
  return (
    <details class="group min-w-0">
      <summary class="w-fit py-0.5 font-medium">
        {m.event_logs_exchange_headers()}{' '}
        <span class="text-sm font-normal text-faint tabular-nums">{formatNumber(entries.length)}</span>
      </summary>
      <div class="relative mt-1.5">
        <div class="absolute top-1 right-1">
          <CopyButton compact text={JSON.stringify(headers, null, 2)} label={m.event_logs_exchange_copy_headers()} />
        </div>
        <dl class="secret grid gap-0.5 pr-10! font-mono text-sm! font-normal! select-auto!">
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt class="inline text-code-name">{name}: </dt>
              <dd class="inline">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}

type PartProps = { title: string; fact?: string; text: string; copy: string; children: ComponentChildren }

function Part({ title, fact, text, copy, children }: PartProps) {
  return (
    <section class="min-w-0">
      <div class="mb-1 flex min-h-7 items-center gap-2">
        <h4 class="font-medium">{title}</h4>
        <span class="flex-1 text-sm text-faint tabular-nums">{fact}</span>
        <CopyButton compact text={text} label={copy} />
      </div>
      {children}
    </section>
  )
}

/** Why an entry has no headers and bodies, and which setting changes that. */
function NotKept({ entry, known }: { entry: FullLogEntry; known: boolean }) {
  const lacksRight = useLacks('organization:write')
  if (entry.type === 'webhook') {
    return (
      <p class="text-soft">
        {known ? m.event_logs_exchange_attempt_gone() : m.event_logs_exchange_with_delivery()}{' '}
        {entry.webhookId && (
          <a class="link" href={webhookHref(entry.webhookId)}>
            {m.event_logs_exchange_to_webhook()}
          </a>
        )}
      </p>
    )
  }
  if (entry.type === 'auth') return <p class="text-soft">{m.event_logs_exchange_never_captured()}</p>
  return (
    <p class="text-soft">
      {m.event_logs_exchange_not_captured()}{' '}
      {lacksRight ? (
        m.event_logs_exchange_ask_owner()
      ) : (
        <a class="link" href="/settings?section=event-log">
          {m.event_logs_exchange_to_settings()}
        </a>
      )}
    </p>
  )
}
