import { parametersOf } from '../../../../contract/gateway.data.ts'
import type { CreateGatewayRoute } from '../../../../contract/gateway.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { isReservedToolName } from '../../../platform/manifest/tool-names.ts'
import { headerRuleProblems } from '../headers/header-rules.ts'
import { toolProblems } from '../tools/check-tool.ts'
import { judgeUpstream, splitUpstream } from './find-upstream.ts'

type FieldError = { path: string; message: string }
export type CheckedSettings = Pick<
  CreateGatewayRoute,
  'prefix' | 'upstream' | 'methods' | 'requestHeaders' | 'responseHeaders' | 'tool'
> & {
  /** The tool has its name already. A tool of Gatehouse may have got the same name since. */
  keepsToolName?: boolean
}

const RESERVED_NAME = { path: 'tool.name', message: 'is the name of a tool of Gatehouse, or one that breaks clients' }

/** A tool's problems are many when it does not fit at all. */
const MAX_ERRORS = 50

/**
 * What the schemas cannot check: that the upstream may be called, that header rules can be followed, and that settings fit
 * together. By field; empty if all is well.
 */
export async function routeProblems(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'url' | 'serviceOf'>,
  organizationId: string,
  settings: CheckedSettings,
): Promise<FieldError[]> {
  const { prefix, methods, upstream, requestHeaders, responseHeaders, tool, keepsToolName = false } = settings
  const inUpstream = await upstreamProblem(deps, organizationId, { prefix, upstream })
  const isReserved = tool !== null && !keepsToolName && (await isReservedToolName(tool.name))
  return [
    ...(inUpstream === null ? [] : [{ path: 'upstream', message: inUpstream }]),
    ...headerRuleProblems('requestHeaders', requestHeaders),
    ...headerRuleProblems('responseHeaders', responseHeaders),
    ...(isReserved ? [RESERVED_NAME] : []),
    ...(tool ? toolProblems({ prefix, methods }, tool) : []),
  ].slice(0, MAX_ERRORS)
}

/** Throws `invalid` with all that `routeProblems` finds. */
export async function requireUsable(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'url' | 'serviceOf'>,
  organizationId: string,
  settings: CheckedSettings,
): Promise<void> {
  const errors = await routeProblems(deps, organizationId, settings)
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

async function upstreamProblem(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'url' | 'serviceOf'>,
  organizationId: string,
  { prefix, upstream }: Pick<CheckedSettings, 'prefix' | 'upstream'>,
): Promise<string | null> {
  // The URL parser takes out spaces and control characters, and makes a slash of a backslash.
  if (!/^[\x21-\x7e]+$/.test(upstream) || upstream.includes('\\')) {
    return 'must be visible ASCII characters without spaces and backslashes'
  }
  if (/[?#]/.test(upstream)) return 'must not have a query or a fragment'
  const { origin, path } = splitUpstream(upstream)
  if (/[{}]/.test(origin)) return 'can have parameters only in its path'
  const judged = await judgeUpstream(deps, organizationId, upstream)
  if (!judged.ok) return judged.message
  const known = parametersOf(prefix)
  const foreign = parametersOf(path).find((name) => !known.includes(name))
  if (foreign !== undefined) return `names {${foreign}}, which is not a parameter of the prefix`
  if (/[{}]/.test(path.replaceAll(/\{[A-Za-z_][A-Za-z0-9_]*\}/g, ''))) return 'has braces that are no parameter'
  if (/%(?![0-9a-f]{2})|%(?:2f|5c|00)/i.test(path))
    return 'must not have a broken or ambiguous percent sign in its path'
  if (path.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) return 'must not contain . or .. in its path'
  return null
}
