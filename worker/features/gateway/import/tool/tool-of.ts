import { MAX_NAME } from '../../../../../contract/common.data.ts'
import { MAX_TOOL_DESCRIPTION, MAX_TOOL_SCHEMA_KB } from '../../../../../contract/gateway.data.ts'
import type { RouteTool } from '../../../../../contract/gateway.ts'
import type { Resolver } from '../document/resolver.ts'
import type { Operation } from '../operations/list-operations.ts'
import { type Detail, SchemaConverter, SchemaTooLarge, shortened } from './convert-schema.ts'
import { inputOf, type ToolInput } from './input-of.ts'
import type { KnownPatterns } from './known-patterns.ts'

/** From everything to the bare minimum, until a schema fits. */
const DETAILS: readonly Detail[] = [
  { depth: 10, texts: true },
  { depth: 6, texts: true },
  { depth: 4, texts: true },
  { depth: 3, texts: false },
  { depth: 2, texts: false },
  { depth: 1, texts: false },
]
const MAX_SCHEMA_BYTES = MAX_TOOL_SCHEMA_KB * 1024

export type Approval = 'never' | 'destructive' | 'writes'

/** The tool of an operation without its name, or why there is none; `notes`: what was left out. */
export type ToolRead = { tool: Omit<RouteTool, 'name'> | null; notes: string[] }

/** Makes a tool of an operation. `pathNames`: how the prefix of its route names the parameters of its path. */
export function toolOf(
  operation: Operation,
  pathNames: ReadonlyMap<string, string>,
  resolver: Resolver,
  patterns: KnownPatterns,
  approval: Approval,
): ToolRead {
  const read = fittingInput(operation, pathNames, resolver, patterns)
  if (!read.input) return { tool: null, notes: read.notes }
  const { method, summary } = operation
  const isRead = method === 'GET' || method === 'HEAD'
  const title = oneLine(summary)
  return {
    tool: {
      description: descriptionOf(operation),
      ...read.input,
      annotations: {
        ...(title === '' ? {} : { title }),
        ...(isRead ? { readOnlyHint: true } : {}),
        ...(method === 'DELETE' ? { destructiveHint: true } : {}),
        ...(method === 'PUT' || method === 'DELETE' ? { idempotentHint: true } : {}),
      },
      approval:
        approval === 'writes' ? !isRead && method !== 'OPTIONS' : approval === 'destructive' && method === 'DELETE',
    },
    notes: read.notes,
  }
}

function fittingInput(
  operation: Operation,
  pathNames: ReadonlyMap<string, string>,
  resolver: Resolver,
  patterns: KnownPatterns,
): { input: ToolInput | null; notes: string[] } {
  for (const detail of DETAILS) {
    const converter = new SchemaConverter(resolver, detail, patterns)
    let input: ReturnType<typeof inputOf>
    try {
      input = inputOf(operation, pathNames, converter)
    } catch (error) {
      if (error instanceof SchemaTooLarge) continue
      throw error
    }
    if ('problem' in input) return { input: null, notes: [input.problem] }
    if (new TextEncoder().encode(JSON.stringify(input.inputSchema)).length > MAX_SCHEMA_BYTES) continue
    return { input, notes: [...converter.notes] }
  }
  return { input: null, notes: [`No tool was made: its arguments need more than ${MAX_TOOL_SCHEMA_KB} KB.`] }
}

function descriptionOf({ summary, description, key, deprecated }: Operation): string {
  const parts = [
    deprecated ? 'Deprecated.' : '',
    summary.trim(),
    description.trim() === summary.trim() ? '' : description.trim(),
  ]
  return shortened(parts.filter((part) => part !== '').join('\n\n'), MAX_TOOL_DESCRIPTION) || key
}

/** A text on one line that a name may be; empty if nothing is left. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
  const short = shortened(plain, MAX_NAME)
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(short) ? short : ''
}
