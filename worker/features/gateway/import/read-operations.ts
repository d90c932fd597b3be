import { MAX_IMPORTED } from '../../../../contract/gateway.data.ts'
import type { ImportGatewayRoutes } from '../../../../contract/gateway.ts'
import { invalid, Refusal } from '../../../platform/errors.ts'
import { readDocument } from './document/read-document.ts'
import { DocumentTooLarge, Resolver } from './document/resolver.ts'
import { listOperations } from './operations/list-operations.ts'
import { scopeDescriptions } from './operations/scopes.ts'
import { isAbsolute } from './operations/servers.ts'
import { type DocumentFacts, type Draft, draftRoutes, factsOf } from './plan/draft-routes.ts'

/** Operations that a document may have. */
const MAX_OPERATIONS = 1000

export type ReadImport = {
  facts: DocumentFacts
  /** The upstream of most routes; null: the document names none. */
  upstream: string | null
  drafts: Draft[]
  /** What the document says of its scopes. */
  descriptions: ReadonlyMap<string, string>
}

/** Reads the chosen operations of a document as routes. Throws `invalid` that says where the document is wrong. */
export async function readOperations(input: ImportGatewayRoutes, isPreview: boolean): Promise<ReadImport> {
  const read = await readDocument(input.document)
  if (!read.ok) throw invalid('document', read.message)
  const resolver = new Resolver(read.document)
  try {
    const all = listOperations(resolver)
    if (all.length === 0) throw invalid('document', 'has no operations: its field paths names none')
    if (all.length > MAX_OPERATIONS) throw invalid('document', `has more than ${MAX_OPERATIONS} operations: split it`)
    const keys = new Set(all.map(({ key }) => key))
    requireKnown('operations', input.operations, keys)
    if (Array.isArray(input.tools)) requireKnown('tools', input.tools, keys)
    const chosen = input.operations ? new Set(input.operations) : keys
    if (chosen.size > MAX_IMPORTED && !isPreview) {
      const message = `must name at most ${MAX_IMPORTED}: the document has ${chosen.size}`
      throw invalid('operations', message)
    }
    const tools = Array.isArray(input.tools) ? new Set(input.tools) : input.tools
    const wantsTool = (key: string) => (typeof tools === 'boolean' ? tools : tools.has(key))
    const operations = all.filter(({ key }) => chosen.has(key))
    const facts = factsOf(resolver)
    return {
      facts,
      upstream: input.upstream ?? facts.servers.find(isAbsolute) ?? null,
      drafts: draftRoutes(resolver, operations, { ...input, wantsTool }),
      descriptions: scopeDescriptions(resolver),
    }
  } catch (error) {
    if (!(error instanceof DocumentTooLarge)) throw error
    throw invalid('document', 'is too large or too entangled: choose fewer operations, or split it')
  }
}

function requireKnown(path: string, names: readonly string[] | undefined, known: ReadonlySet<string>): void {
  const errors = (names ?? []).flatMap((name, index) =>
    known.has(name) ? [] : [{ path: `${path}.${index}`, message: 'is not an operation of the document' }],
  )
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors: errors.slice(0, 20) })
}
