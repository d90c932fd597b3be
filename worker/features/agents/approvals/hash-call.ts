import { digestOfContent } from '../../../platform/lib/crypto/digest.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { Tool } from '../tools/tool.ts'

/**
 * What an approval is bound to: the tool, its version, and the checked arguments with the defaults of the schema. The order of members
 * does not matter, nor whether a default was written out.
 */
export const hashCall = ({ name, version }: Pick<Tool, 'name' | 'version'>, input: JsonObject): Promise<string> =>
  digestOfContent([name, version, input])
