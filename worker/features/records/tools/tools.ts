import type { AgentTools } from '../../../platform/manifest/agent-tool.ts'
import { getRecord, queryRecords } from './query-records.ts'
import { describeModule, listModulesTool } from './read-modules.ts'
import { createRecordTool, deleteRecordTool, updateRecordTool } from './write-records.ts'

export const recordTools: AgentTools = {
  tools: [
    listModulesTool,
    describeModule,
    queryRecords,
    getRecord,
    createRecordTool,
    updateRecordTool,
    deleteRecordTool,
  ],
}
