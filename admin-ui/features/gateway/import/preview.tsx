import { Bot, UserCheck } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { GatewayImport } from '../../../../client/src/generated.ts'
import { fold } from '../../../../contract/lib/fold.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { m } from '../../../messages/index.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { ScopeTags } from '../route/facts.tsx'
import { publicPath } from '../route/words.ts'
import { isImportable } from './options.ts'
import { ImportOptions } from './options-fields.tsx'
import type { Import } from './use-import.ts'

type Operation = GatewayImport['operations'][number]

/** The second step: how operations become routes, and what becomes of each. */
export function ImportPreview({ it }: { it: Import }) {
  const [text, setText] = useState('')
  const operations = it.found?.operations ?? []
  const wanted = fold(text.trim())
  const shown = operations.filter((one) =>
    fold(`${one.key} ${one.summary} ${one.operationId ?? ''} ${one.route?.scopes?.join(' ') ?? ''}`).includes(wanted),
  )
  const choosable = shown.filter(isImportable)
  const count = choosable.filter(({ key }) => !it.left.has(key)).length
  return (
    <>
      <ImportOptions options={it.options} found={it.found} onOptions={it.change} />
      <section
        class={`card min-w-0 overflow-hidden ${it.isStale ? 'stale' : ''}`}
        aria-label={m.gateway_import_operations()}
        aria-busy={it.isStale}
      >
        <div class="flex flex-wrap items-center gap-3 border-b border-line py-2 pr-2 pl-4">
          <Checkbox
            label={m.gateway_import_select_all({ count: choosable.length })}
            checked={count > 0 && count === choosable.length}
            partly={count > 0 && count < choosable.length}
            disabled={choosable.length === 0}
            onChecked={(on) =>
              it.choose(
                choosable.map(({ key }) => key),
                on,
              )
            }
          />
          <input
            type="search"
            class="input ml-auto max-w-64"
            data-small
            aria-label={m.gateway_import_filter()}
            placeholder={m.gateway_import_filter()}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <ul aria-label={m.gateway_import_operations()}>
          {shown.map((operation) => (
            <Line
              key={operation.key}
              operation={operation}
              chosen={isImportable(operation) && !it.left.has(operation.key)}
              onChosen={(on) => it.choose([operation.key], on)}
            />
          ))}
        </ul>
        {shown.length === 0 && <p class="p-4 text-soft">{m.gateway_import_none_found()}</p>}
      </section>
    </>
  )
}

const TONES: Record<Operation['action'], Tone> = { create: 'good', update: 'info', unchanged: 'plain', skip: 'warn' }

type LineProps = { operation: Operation; chosen: boolean; onChosen: (on: boolean) => void }

/** One operation: what it is called, the route that it becomes, and why it cannot become one. */
function Line({ operation, chosen, onChosen }: LineProps) {
  const { method, path, summary, action, route, problems, key } = operation
  return (
    <li class="flex gap-3 border-t border-line py-2 pr-3 pl-4 first:border-t-0">
      <input
        type="checkbox"
        class="mt-1"
        aria-label={m.gateway_import_take({ operation: key })}
        checked={chosen}
        disabled={!isImportable(operation)}
        onChange={(event) => onChosen(event.currentTarget.checked)}
      />
      <div class="min-w-0 flex-1">
        <div class="flex min-w-0 items-center gap-2">
          <span class="w-12 flex-none font-mono text-xs text-soft">{method}</span>
          <code class="min-w-0 flex-1">
            <Middle text={route ? publicPath(route) : path} tail={18} />
          </code>
          <Badge tone={TONES[action]}>{m.gateway_import_action({ action })}</Badge>
        </div>
        <div class="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
          {summary && (
            <span class="max-w-full truncate" title={summary}>
              {summary}
            </span>
          )}
          {route && <ScopeTags scopes={route.scopes ?? []} />}
          {route?.tool && (
            <span class="flex min-w-0 items-center gap-1" title={m.gateway_tool_of({ name: route.tool.name })}>
              <Bot size={14} class="flex-none text-primary" aria-hidden="true" />
              <code class="truncate">{route.tool.name}</code>
              {route.tool.approval && (
                <span class="flex-none" title={m.gateway_import_approval()}>
                  <UserCheck size={14} aria-hidden="true" />
                  <span class="sr-only">{m.gateway_import_approval()}</span>
                </span>
              )}
            </span>
          )}
        </div>
        {problems.length > 0 && (
          <p class={`mt-0.5 text-sm wrap-anywhere ${action === 'skip' ? 'text-warn' : 'text-faint'}`}>
            {problems.join(' ')}
          </p>
        )}
      </div>
    </li>
  )
}
