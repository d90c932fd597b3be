import type { AgentTool } from '../../../../client/src/generated.ts'
import { gatewayRouteHref } from '../../../format/object-links.ts'
import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { Marks } from './marks.tsx'

type ToolDrawerProps = {
  tool: AgentTool
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** One tool as agents see it: when to use it, what it needs, and its arguments. */
export function ToolDrawer({ tool, ...drawer }: ToolDrawerProps) {
  const schema = JSON.stringify(tool.inputSchema, null, 2)
  return (
    <Drawer
      title={tool.name}
      {...drawer}
      footer={
        <>
          {tool.routeId && (
            <a class="btn" href={gatewayRouteHref(tool.routeId, 'settings')}>
              {m.gateway_tools_open_route()}
            </a>
          )}
          <span class="ml-auto">
            <CopyButton quiet text={schema} label={m.gateway_tools_copy_schema()} />
          </span>
        </>
      }
    >
      <div class="border-b border-line p-4">
        <h3 class="text-base!">{tool.title}</h3>
        <p class="mt-1 whitespace-pre-line wrap-anywhere text-soft">{tool.description}</p>
      </div>
      <dl class="facts border-b border-line p-4">
        <dt>{m.gateway_tools_kind()}</dt>
        <dd>
          <Marks tool={tool} />
        </dd>
        <dt>{m.gateway_scopes()}</dt>
        <dd class="wrap-anywhere">
          {tool.scopes.length === 0 ? m.gateway_no_scopes() : <code>{tool.scopes.join(', ')}</code>}
        </dd>
        <dt>{m.gateway_cost()}</dt>
        <dd>{m.gateway_cost_calls({ count: tool.cost })}</dd>
        <dt>{m.gateway_source()}</dt>
        <dd>{m.gateway_tools_source({ source: tool.source })}</dd>
      </dl>
      <div class="p-4">
        <h3 class="mb-1.5 text-base!">{m.gateway_tools_arguments()}</h3>
        <CodeBlock>{schema}</CodeBlock>
      </div>
    </Drawer>
  )
}
