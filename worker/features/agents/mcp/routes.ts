import { newRouter } from '../../../platform/http/openapi.ts'
import { answerMcp } from './answer.ts'
import { answerBrowsers } from './browsers.ts'

/** The endpoint of the Model Context Protocol. It is described by docs/mcp.md, not by the OpenAPI document. */
export const mcpRoutes = newRouter()
mcpRoutes.use('/', answerBrowsers)
mcpRoutes.post('/', answerMcp)
