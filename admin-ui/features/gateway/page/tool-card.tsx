import { Bot } from 'lucide-preact'
import { useId } from 'preact/hooks'
import type { FieldsProps } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import type { Draft } from '../form/draft.ts'
import type { ToolDraft } from '../form/tool-draft.ts'

// Most routes are no tools.
const ToolFields = lazy(() => import('./tool-fields.tsx').then((it) => it.ToolFields))

/** The route as a tool for agents: what an agent sees, and whether a person is asked first. */
export function ToolCard({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const id = useId()
  const { tool } = draft
  const change = (patch: Partial<ToolDraft>) => onDraft({ tool: { ...tool, ...patch } })
  return (
    <section class="card min-w-0" aria-labelledby={id}>
      <div class="flex min-h-11 items-center gap-2.5 border-b border-line px-4">
        <Bot size={16} class="flex-none text-primary" aria-hidden="true" />
        <h3 id={id} class="mr-auto">
          {m.gateway_tool_title()}
        </h3>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-labelledby={id}
          aria-checked={tool.on}
          onClick={() => change({ on: !tool.on })}
        />
      </div>
      <div class="flex flex-col gap-4 p-4">
        {tool.on ? (
          <ToolFields draft={draft} errors={errors} onTool={change} />
        ) : (
          <p class="text-soft">{m.gateway_tool_off()}</p>
        )}
      </div>
    </section>
  )
}
