import { z } from 'zod'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { listScopes } from '../scopes/read.ts'

export const listScopesTool = agentTool({
  name: 'list_scopes',
  title: 'List scopes',
  description:
    'List the scopes that keys and apps can have, by group, each with what it allows. Use it before create_api_key to choose scopes.',
  scope: null,
  readOnly: true,
  input: z.strictObject({}),
  run: async (deps, actor) => {
    const { groups } = await listScopes(deps, actor)
    return answer(
      {
        groups: groups.map(({ group, scopes }) => ({
          group,
          scopes: Object.fromEntries(scopes.map(({ scope, label, description }) => [scope, description || label])),
        })),
      },
      { link: pageLink('/api-keys') },
    )
  },
})
