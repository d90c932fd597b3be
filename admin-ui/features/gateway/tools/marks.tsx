import { TriangleAlert, UserCheck } from 'lucide-preact'
import type { AgentTool } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'

/** What a call of the tool does, and whether a person is asked first. */
export const Marks = ({ tool }: { tool: Pick<AgentTool, 'readOnly' | 'destructive' | 'approval'> }) => (
  <span class="flex min-w-0 items-center gap-3">
    {tool.readOnly ? (
      <span class="text-faint">{m.gateway_tools_effect({ effect: 'reads' })}</span>
    ) : tool.destructive ? (
      <span class="flex items-center gap-1 text-warn">
        <TriangleAlert size={14} aria-hidden="true" />
        {m.gateway_tools_effect({ effect: 'destroys' })}
      </span>
    ) : (
      <span>{m.gateway_tools_effect({ effect: 'writes' })}</span>
    )}
    {tool.approval && (
      <span class="flex items-center gap-1 text-soft" title={m.gateway_import_approval()}>
        <UserCheck size={14} aria-hidden="true" />
        {m.gateway_tools_asks()}
      </span>
    )}
  </span>
)
