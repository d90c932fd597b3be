import { z } from 'zod'
import { jsonObject } from '../../../../contract/common.ts'
import { MAX_RECORD_KB } from '../../../../contract/records.data.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, newEnvironment } from '../../../platform/manifest/tools/input.ts'
import { createRecord } from '../records/create-record.ts'
import { deleteRecord } from '../records/delete-record.ts'
import { updateRecord } from '../records/update-record.ts'
import { recordId } from './query-records.ts'
import { moduleField } from './read-modules.ts'
import { moduleLink, showRecord } from './show-record.ts'

const values = (description: string) => jsonObject(MAX_RECORD_KB).meta({ description })

export const createRecordTool = agentTool({
  name: 'create_record',
  title: 'Create a record',
  description:
    'Create a record in a module. Use describe_module for its fields. Refused with the name of each field that cannot have its value. Returns the record with its id. The event record.created is published.',
  scope: 'records:write',
  forParts: true,
  readOnly: false,
  input: z.strictObject({
    module: moduleField,
    data: values('Values by the names of fields, such as {"email": "ada@example.com"}.'),
    environment: newEnvironment,
  }),
  run: async (deps, actor, { module, ...input }) => {
    const record = await createRecord(deps, actor, module, input, async () => [])
    return answer(showRecord(record), { link: moduleLink(module, record.id) })
  },
})

export const updateRecordTool = agentTool({
  name: 'update_record',
  title: 'Change a record',
  description:
    'Change some values of a record: fields that are left out stay, null clears a field. Returns the record as it now is.',
  scope: 'records:write',
  forParts: true,
  readOnly: false,
  idempotent: true,
  input: z.strictObject({
    module: moduleField,
    id: recordId,
    data: values('The values to change by the names of fields; null clears one.'),
    environment,
  }),
  run: async (deps, actor, { module, id, data, ...input }) => {
    const { record } = await updateRecord(deps, actorIn(actor, input), module, id, { data }, null)
    return answer(showRecord(record), { link: moduleLink(module, id) })
  },
})

export const deleteRecordTool = agentTool({
  name: 'delete_record',
  title: 'Delete a record',
  description: 'Delete one record of a module for good. References of other records to it stay. It cannot be undone.',
  scope: 'records:delete',
  forParts: true,
  readOnly: false,
  destructive: true,
  idempotent: true,
  input: z.strictObject({ module: moduleField, id: recordId, environment }),
  run: async (deps, actor, { module, id, ...input }) => {
    await deleteRecord(deps, actorIn(actor, input), module, id, null)
    return answer({ deleted: id }, { link: moduleLink(module) })
  },
})
