import { z } from 'zod'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer, pageLink } from '../../platform/manifest/tools/answer.ts'
import { whoAmI } from './me.ts'

export const whoAmITool = agentTool({
  name: 'who_am_i',
  title: 'Who am I',
  description:
    'Read which credential calls: its name, organization, environment (live or test), scopes, and what is left of its limits and credits. Use it first, and when a tool is refused or missing: tools that need a scope which the credential does not have are not listed.',
  scope: null,
  readOnly: true,
  input: z.strictObject({}),
  run: async (_deps, actor, _input, { limits, credits }) => {
    const { user: _user, role: _role, ...me } = whoAmI(actor, limits, credits)
    const { type, id } = me.credential
    return answer(me, { link: type === 'api_key' ? pageLink('/api-keys', { key: id }) : pageLink('/settings') })
  },
})
