import { MAX_ARGUMENTS_KB } from '../../../../contract/agents.data.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { findSecrets } from '../../../platform/redaction/secret-finders.ts'
import { requireApproval, type WaitingCall } from '../approvals/require-approval.ts'
import { refusedOutcome } from '../tools/refused-outcome.ts'
import { errorResult, texts } from '../tools/result.ts'
import type { Tool, ToolContext, ToolOutcome } from '../tools/tool.ts'

/**
 * Calls a tool that has been charged. Never throws: refusals are told in words, and of anything unexpected only the request id is
 * told.
 */
export async function callTool(tool: Tool, given: JsonObject, context: ToolContext): Promise<ToolOutcome> {
  try {
    if (JSON.stringify(given).length > MAX_ARGUMENTS_KB * 1024) {
      throw new Refusal({ kind: 'too_large', detail: `Arguments must be at most ${MAX_ARGUMENTS_KB} KB.` })
    }
    // Gatehouse stores what its tools get. An upstream may need a key of ours.
    const secrets = tool.routeId === null ? findSecrets(context.deps.config, given) : []
    if (secrets.length > 0) throw new Refusal({ kind: 'invalid', errors: secrets })
    const checked = tool.check(given)
    if (!checked.ok) throw new Refusal({ kind: 'invalid', errors: checked.errors })
    if (!tool.approval) return await tool.run(context, checked.input)
    const state = await requireApproval(context.deps, context.actor, tool, checked.input)
    if (state.kind === 'waits') return waiting(tool, state, context)
    return await tool.run({ ...context, begin: state.use }, checked.input)
  } catch (error) {
    if (error instanceof Refusal) return refusedOutcome(error.error, ofEndpoint(tool), context.requestId)
    reportError(`unexpected error in the tool ${tool.name}, ${context.requestId}`, error)
    return failed(tool, context)
  }
}

const ofEndpoint = ({ routeId, name }: Tool) => ({
  endpoint: routeId === null ? `/mcp/${name}` : '/mcp',
  method: 'POST',
})

/** A call that waits for a person is no error: the agent has to know what to do next. */
function waiting(tool: Tool, { row, path, seconds }: WaitingCall, { dashboard }: ToolContext): ToolOutcome {
  const whole = {
    status: 'waiting_for_approval',
    approvalId: row.id,
    link: dashboard + path,
    expiresInSeconds: seconds,
    note: 'It has not run. Ask the person to open the link and decide, then call this tool again with the same arguments.',
  }
  return {
    result: { content: texts(JSON.stringify(whole), []), structuredContent: whole },
    ...ofEndpoint(tool),
    status: 202,
    code: 'approval_needed',
    reason: null,
  }
}

const failed = (tool: Tool, { requestId }: ToolContext): ToolOutcome => ({
  result: errorResult({
    code: 'internal',
    message: 'The tool failed. The operator can find the request id.',
    requestId,
  }),
  ...ofEndpoint(tool),
  status: 500,
  code: 'internal',
  reason: null,
})
