import { parametersOf } from '../../../../contract/gateway.data.ts'
import type { RouteTool, ToolArgument } from '../../../../contract/gateway.ts'
import type { Json } from '../../../platform/lib/json/json.ts'
import { isArgumentHeader } from '../headers/header-rules.ts'
import { type SchemaProblem, schemaProblems } from './check-schema.ts'
import { placeOf } from './place-of.ts'

type Route = { prefix: string; methods: readonly string[] }

/** Methods whose requests have no body. */
const BODILESS = ['GET', 'HEAD']

const namesIn = (properties: Json | undefined): string[] =>
  typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? Object.keys(properties) : []

/** What is wrong with the tool of a route, by field; empty if agents can call it. */
export function toolProblems(route: Route, tool: RouteTool): SchemaProblem[] {
  const problems = schemaProblems(tool.inputSchema, 'tool.inputSchema')
  const report = (path: string, message: string) => void problems.push({ path, message })
  const [method = ''] = route.methods
  if (route.methods.length !== 1 || method === '*') {
    report('methods', 'must be exactly one method, and not *, because the route is a tool')
  }
  const names = namesIn(tool.inputSchema.properties)
  for (const name of Object.keys(tool.arguments)) {
    if (!names.includes(name)) report(`tool.arguments.${name}`, 'is not a property of the input schema')
  }
  const { required } = tool.inputSchema
  const taken = new Map<string, string>()
  for (const name of names) {
    const place = placeOf(route, tool, name)
    for (const message of placeProblems(route, place, method)) report(`tool.arguments.${name}`, message)
    const key = `${place.in} ${place.in === 'header' ? place.name.toLowerCase() : place.name}`
    const other = taken.get(key)
    if (other !== undefined) report(`tool.arguments.${name}`, `goes to the same place as ${other}`)
    taken.set(key, name)
  }
  for (const parameter of parametersOf(route.prefix)) {
    const argument = taken.get(`path ${parameter}`)
    if (argument === undefined) {
      report('tool.inputSchema.properties', `must have an argument for {${parameter}} of the prefix`)
    } else if (!Array.isArray(required) || !required.includes(argument)) {
      report('tool.inputSchema.required', `must name ${argument}: the path needs it`)
    }
  }
  return problems
}

function placeProblems(route: Route, place: ToolArgument & { name: string }, method: string): string[] {
  const problems: string[] = []
  if (place.in === 'path' && !parametersOf(route.prefix).includes(place.name)) {
    problems.push(`goes to {${place.name}}, which is not a parameter of the prefix`)
  }
  if (place.in === 'body' && BODILESS.includes(method)) problems.push(`goes to the body, which ${method} does not have`)
  if (place.in === 'header' && (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(place.name) || !isArgumentHeader(place.name))) {
    problems.push('goes to a header that a tool cannot set')
  }
  if (place.in !== 'query' && (place.style !== undefined || place.explode !== undefined)) {
    problems.push('has a style, which only a query has')
  }
  if (place.style === 'deepObject' && place.explode === false) problems.push('must be exploded for deepObject')
  return problems
}
