import type { ComponentChildren } from 'preact'
import type { CapturedResponse, FullLogEntry, LogEntry } from '../../../client/src/generated.ts'
import { webhookHref } from '../../format/links.ts'
import { prettyJson } from '../../format/pretty-json.ts'
import { useCan } from '../../hooks/me.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { words } from './exchange-words.ts'

type Sent = NonNullable<FullLogEntry['request']> | CapturedResponse

/** Headers and body of one side of a call, with what was left out of them. */
export function Exchange({ title, copy, sent }: { title: string; copy: string; sent: Sent }) {
  const t = words()
  return (
    <section class="mt-5">
      <div class="mb-1 flex items-center justify-between gap-2">
        <h3>{title}</h3>
        <CopyButton text={JSON.stringify(sent, null, 2)} label={copy} />
      </div>
      {'query' in sent && sent.query !== '' && (
        <Part title={t.query} text={sent.query} copy={t.copyQuery}>
          {sent.query}
        </Part>
      )}
      <Part title={t.headers} text={JSON.stringify(sent.headers, null, 2)} copy={t.copyHeaders}>
        {JSON.stringify(sent.headers, null, 2)}
      </Part>
      {sent.body ? (
        <Part title={t.body} text={sent.body} copy={t.copyBody}>
          {prettyJson(sent.body)}
        </Part>
      ) : (
        <p class="mt-3 text-sm text-soft">
          {sent.body === null && sent.bodyType ? t.bodyNotKept(sent.bodyType, sent.bodyBytes) : t.noBody}
        </p>
      )}
      {sent.truncated && <p class="mt-1 text-sm text-soft">{t.truncated(sent.bodyBytes)}</p>}
    </section>
  )
}

function Part({ title, text, copy, children }: { title: string; text: string; copy: string; children: string }) {
  return (
    <div class="mt-3 min-w-0">
      <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h4 class="text-sm font-semibold">{title}</h4>
        <CopyButton compact text={text} label={copy} />
      </div>
      <CodeBlock>{children}</CodeBlock>
    </div>
  )
}

/** Why an entry has neither headers nor bodies, and who can change that where. */
export function NotKept({ entry }: { entry: LogEntry }) {
  const t = words()
  const mayChange = useCan('organization:write')
  if (entry.type === 'webhook') {
    return (
      <Reason>
        {t.withDelivery} {entry.webhookId && <a href={webhookHref(entry.webhookId)}>{t.toWebhook}</a>}
      </Reason>
    )
  }
  if (entry.type === 'auth') return <Reason>{t.neverKept}</Reason>
  return (
    <Reason>
      {t.notKept} {mayChange ? <a href="/settings#bodies">{t.toSettings}</a> : t.askOwner}
    </Reason>
  )
}

const Reason = ({ children }: { children: ComponentChildren }) => <p class="mt-4 text-sm text-soft">{children}</p>
