import { parametersOf } from '../../../../contract/gateway.data.ts'
import type { RouteTool, ToolArgument } from '../../../../contract/gateway.ts'

/** Methods whose arguments go into the query unless a tool says otherwise. */
const BY_QUERY = ['GET', 'HEAD', 'DELETE']

/**
 * Where an argument goes: where the tool says, else into the path if the prefix has a parameter of its name, else into the query
 * or the JSON body, as the method has it. `name`: its name there.
 */
export function placeOf(
  { prefix, methods }: { prefix: string; methods: readonly string[] },
  tool: Pick<RouteTool, 'arguments'>,
  argument: string,
): ToolArgument & { name: string } {
  const given = Object.hasOwn(tool.arguments, argument) ? tool.arguments[argument] : undefined
  if (given) return { ...given, name: given.name ?? argument }
  if (parametersOf(prefix).includes(argument)) return { in: 'path', name: argument }
  return { in: BY_QUERY.includes(methods[0] ?? '') ? 'query' : 'body', name: argument }
}
