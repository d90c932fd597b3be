import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { Refusal } from '../errors.ts'
import { plainJsonFault } from '../lib/json/plain-json.ts'
import { reportError } from '../lib/report.ts'
import { findSecrets } from '../redaction/secret-finders.ts'
import type { VerifiedCall } from '../request-log/log-call.ts'

/** A result or an error: exceptions lose information over a service binding. */
export type RpcAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; code: 'invalid' | 'unavailable'; errors: { path: string; message: string }[] }

/** The context of a method. `log` writes the log entry of a call that it verified. */
export type RpcContext = { deps: Deps; log: (call: VerifiedCall) => void }

/** A method that other Workers of the account may call through a service binding. */
export type RpcMethod<Schema extends z.ZodType = z.ZodType, Result = unknown> = {
  input: Schema
  /** The fields in which a secret of this installation is allowed; true: in all. In other fields it is refused. */
  mayHoldSecret?: true | ((path: string) => boolean)
  /** Throws a refusal: `invalid` is returned with its errors, every other as `unavailable`. */
  call(context: RpcContext, input: z.output<Schema>): Promise<Result>
}

type MethodsIn<Manifest> = Manifest extends { rpc: infer Methods } ? Methods : never
type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** The methods of several manifests together. */
export type RpcMethodsOf<Manifests extends readonly unknown[]> = Intersection<MethodsIn<Manifests[number]>>

/** The methods of a manifest, which names functions that load them, as a caller sees them. */
export type RpcInterface<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends () => Promise<RpcMethod<infer Schema, infer Result>>
    ? (input: z.input<Schema>) => Promise<RpcAnswer<Result>>
    : never
}

/** Declares a method, so that its input and result are inferred. */
export const rpcMethod = <Schema extends z.ZodType, Result>(
  method: RpcMethod<Schema, Result>,
): RpcMethod<Schema, Result> => method

/** Runs one call of a method: checks its input, and turns thrown errors into an answer. Never throws. */
export async function callMethod(
  name: string,
  method: RpcMethod,
  input: unknown,
  contextOf: () => RpcContext,
): Promise<RpcAnswer<unknown>> {
  const fault = plainJsonFault(input)
  if (fault) return { ok: false, code: 'invalid', errors: [fault] }
  const parsed = method.input.safeParse(input)
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return { ok: false, code: 'invalid', errors }
  }
  try {
    const context = contextOf()
    if (method.mayHoldSecret !== true) {
      const errors = findSecrets(context.deps.config, parsed.data, method.mayHoldSecret)
      if (errors.length > 0) return { ok: false, code: 'invalid', errors }
    }
    return { ok: true, value: await method.call(context, parsed.data) }
  } catch (error) {
    if (error instanceof Refusal && error.error.kind === 'invalid') {
      return { ok: false, code: 'invalid', errors: error.error.errors }
    }
    if (!(error instanceof Refusal && error.error.kind === 'unavailable')) reportError(`${name} failed`, error)
    return { ok: false, code: 'unavailable', errors: [] }
  }
}
