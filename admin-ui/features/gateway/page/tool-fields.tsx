import { Pencil, Users } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { MAX_TOOL_DESCRIPTION } from '../../../../contract/gateway.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { formatNumber } from '../../../format/language.ts'
import { GATEWAY } from '../../../format/links.ts'
import { Radios } from '../../../forms/choice.tsx'
import { Field, TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import type { Draft } from '../form/draft.ts'
import { onlyReads, type ToolDraft } from '../form/tool-draft.ts'

type ToolFieldsProps = Pick<FieldsProps<Draft>, 'draft' | 'errors'> & { onTool: (patch: Partial<ToolDraft>) => void }

/** What an agent is told of the tool, and whether a person is asked first. */
export function ToolFields({ draft, errors, onTool }: ToolFieldsProps) {
  const { tool, scopes, methods } = draft
  const reads = onlyReads(methods)
  return (
    <>
      <TextField
        label={m.gateway_tool_name()}
        hint={m.gateway_tool_name_hint()}
        class="input font-mono"
        required
        autocomplete="off"
        spellcheck={false}
        maxLength={48}
        error={errorAt(errors, 'tool.name')}
        value={tool.name}
        onValue={(name) => onTool({ name })}
      />
      <div class="relative">
        <Field
          label={m.gateway_tool_description()}
          hint={m.gateway_tool_description_hint()}
          required
          error={errorAt(errors, 'tool.description')}
        >
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={4}
              maxLength={MAX_TOOL_DESCRIPTION}
              value={tool.description}
              onInput={(event) => onTool({ description: event.currentTarget.value })}
            />
          )}
        </Field>
        <span class="absolute top-0 right-0 text-sm text-faint tabular-nums" aria-hidden="true">
          {formatNumber(tool.description.length)} / {formatNumber(MAX_TOOL_DESCRIPTION)}
        </span>
      </div>
      <Radios
        stacked
        legend={m.gateway_tool_approval()}
        value={tool.approval ? 'each' : 'never'}
        choices={[
          { value: 'never', label: reads ? m.gateway_tool_never_reads() : m.gateway_tool_never() },
          { value: 'each', label: m.gateway_tool_each(), hint: m.gateway_tool_each_hint() },
        ]}
        onValue={(value) => onTool({ approval: value === 'each' })}
      />
      <Seen tool={tool} error={errorAt(errors, 'tool.inputSchema')} onTool={onTool} />
      <div class="flex gap-3 rounded-lg bg-subtle p-3">
        <Users size={16} class="mt-0.5 flex-none text-faint" aria-hidden="true" />
        <p class="min-w-0 text-soft wrap-anywhere">
          {scopes.length === 0 ? m.gateway_tool_callers_all() : m.gateway_tool_callers({ scopes: scopes.join(', ') })}{' '}
          <a class="link" href={`${GATEWAY}?view=tools&dialog=connect`}>
            {m.gateway_connect()}
          </a>
        </p>
      </div>
    </>
  )
}

type SeenProps = {
  tool: ToolDraft
  error: string | undefined
  onTool: (patch: Partial<ToolDraft>) => void
}

/** What an agent sees of the tool, as JSON; its arguments can be edited. */
function Seen({ tool, error, onTool }: SeenProps) {
  const [editing, setEditing] = useState(false)
  const read = readJsonObject(tool.schema)
  const isOpen = editing || error !== undefined
  const seen = {
    name: tool.name.trim(),
    description: tool.description.trim(),
    inputSchema: read.ok ? (read.value ?? {}) : m.gateway_tool_bad_schema(),
    ...(Object.keys(tool.annotations).length > 0 ? { annotations: tool.annotations } : {}),
  }
  return (
    <section class="min-w-0">
      <div class="mb-1 flex items-center gap-2">
        <h4 class="mr-auto font-medium">{m.gateway_tool_seen()}</h4>
        <Button small kind="quiet" icon={Pencil} aria-expanded={isOpen} onClick={() => setEditing(!editing)}>
          {m.gateway_tool_edit_arguments()}
        </Button>
      </div>
      {isOpen && (
        <div class="mb-3">
          <CodeArea
            label={m.gateway_tool_schema()}
            hint={m.gateway_tool_schema_hint()}
            rows={10}
            error={error}
            value={tool.schema}
            onValue={(schema) => onTool({ schema })}
          />
        </div>
      )}
      <CodeBlock>{JSON.stringify(seen, null, 2)}</CodeBlock>
    </section>
  )
}
