import type { GatewayRoute, TestGatewayRoute } from '../../../../client/src/generated.ts'
import { parametersOf } from '../../../../contract/gateway.data.ts'
import type { HeaderRow } from '../../../forms/header-fields.tsx'

/** The methods that a test call can use. */
export const TRIAL_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
export type TrialMethod = (typeof TRIAL_METHODS)[number]

export type TrialDraft = {
  method: TrialMethod
  params: Record<string, string>
  /** What follows the prefix, with its query. */
  path: string
  headers: HeaderRow[]
  body: string
}

/** The methods of a route that a test call can use. */
export const methodsOf = ({ methods }: Pick<GatewayRoute, 'methods'>): readonly TrialMethod[] =>
  TRIAL_METHODS.filter((method) => methods.includes(method) || methods.includes('*'))

/** Whether a request with this method has a body. */
export const hasBody = (method: string): boolean => /^(POST|PUT|PATCH)$/.test(method)

export function newTrial(route: Pick<GatewayRoute, 'methods' | 'prefix'>): TrialDraft {
  const [method = 'GET'] = methodsOf(route)
  return {
    method,
    params: Object.fromEntries(parametersOf(route.prefix).map((name) => [name, ''])),
    path: '',
    headers: hasBody(method) ? [{ name: 'Content-Type', value: 'application/json' }] : [],
    body: hasBody(method) ? '{}' : '',
  }
}

/** The public path of the call, with what was typed in the place of the parameters. */
export const pathOf = (prefix: string, { params, path }: TrialDraft): string => {
  const filled = prefix.replaceAll(/\{([A-Za-z_]\w*)\}/g, (_, name: string) =>
    params[name] ? encodeURIComponent(params[name]) : `{${name}}`,
  )
  const rest = path.trim() === '' || /^[/?]/.test(path.trim()) ? path.trim() : `/${path.trim()}`
  return `/gateway${filled && `/${filled}`}${rest}`
}

/** The names of the parameters that are still empty. */
export const missingParams = ({ params }: TrialDraft): string[] =>
  Object.entries(params).flatMap(([name, value]) => (value.trim() === '' ? [name] : []))

/** What the API takes. */
export const trialOf = ({ method, params, path, headers, body }: TrialDraft): TestGatewayRoute => ({
  method,
  path: path.trim(),
  params,
  headers: Object.fromEntries(
    headers.filter(({ name }) => name.trim()).map(({ name, value }) => [name.trim(), value.trim()]),
  ),
  body: hasBody(method) && body !== '' ? body : null,
})
