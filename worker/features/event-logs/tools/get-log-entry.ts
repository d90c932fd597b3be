import { z } from 'zod'
import { idOf } from '../../../../contract/common.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment } from '../../../platform/manifest/tools/input.ts'
import { readEventLog } from '../entries/list.ts'
import { entryLink, showEntry } from './show-entry.ts'

export const getLogEntry = agentTool({
  name: 'get_log_entry',
  title: 'Read a log entry',
  description:
    'Read one entry of the event log: the call, its outcome, why it failed and how to fix it, and its headers and bodies where the organization keeps them (secrets are hidden). Use it after find_failed_calls.',
  scope: 'logs:read',
  readOnly: true,
  input: z.strictObject({
    id: idOf('log', 'a log entry').meta({ description: 'The id of the entry, from find_failed_calls.' }),
    environment,
  }),
  run: async (deps, actor, input) => {
    const { request, response, ...entry } = await readEventLog(deps, actorIn(actor, input), input.id)
    return answer(
      { ...showEntry(entry), ...(request && { request }), ...(response && { response }) },
      { link: entryLink(entry.id) },
    )
  },
})
