import { z } from 'zod'
import { ModuleSlug } from '../../../../contract/modules.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink, pageOfAll } from '../../../platform/manifest/tools/answer.ts'
import { cursor, idField, limit, MAX_ITEMS } from '../../../platform/manifest/tools/input.ts'
import { listModules, readModule } from '../modules/read-modules.ts'
import { moduleLink, showField } from './show-record.ts'

export const moduleField = idField(ModuleSlug, 'The slug of the module, from list_modules, such as contacts.')

export const listModulesTool = agentTool({
  name: 'list_modules',
  title: 'List modules',
  description:
    'List the modules of the organization: kinds of records such as contacts or orders, with the names of their fields. Use it first to find where records are, then describe_module and query_records.',
  scope: 'modules:read',
  readOnly: true,
  input: z.strictObject({ limit: limit.default(MAX_ITEMS), cursor }),
  run: async (deps, actor, input) => {
    const { data } = await listModules(deps, actor)
    return pageAnswer(
      {
        limit: input.limit,
        read: async (some) => pageOfAll(data, some, input.cursor),
        show: ({ slug, name, description, fields }) => ({
          module: slug,
          name,
          description,
          fieldNames: fields.map((field) => field.name),
        }),
      },
      { link: pageLink('/incoming', { view: 'modules' }) },
    )
  },
})

export const describeModule = agentTool({
  name: 'describe_module',
  title: 'Describe a module',
  description:
    'Read the fields of a module: type, whether required or unique, options, and filterBy, the operators with which query_records can filter by it (fields without filterBy cannot be filtered or sorted). Use it before query_records, create_record and update_record.',
  scope: 'modules:read',
  readOnly: true,
  input: z.strictObject({ module: moduleField }),
  run: async (deps, actor, input) => {
    const { module } = await readModule(deps, actor, input.module)
    const { slug, name, description, fields } = module
    return answer({ module: slug, name, description, fields: fields.map(showField) }, { link: moduleLink(slug) })
  },
})
