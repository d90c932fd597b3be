import {
  ApiError,
  address,
  fillPath,
  type Method,
  type OptionsArgument,
  type PathOf,
  type Query,
  type Result,
  refusal,
  request,
  type Values,
  type Versioned,
} from '../../client/src/request.ts'

let whenSignedOut = () => {}

/** Sets what happens after a 401: the app opens the sign-in page. */
export function onSignedOut(action: () => void) {
  whenSignedOut = action
}

/**
 * Calls the API with this browser's session. Makes one attempt, with a timeout of 15 s unless the options say
 * otherwise.
 * @throws ApiError when the call did not succeed
 */
export async function callApi<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...options: OptionsArgument<M, P>
): Promise<Result<M, P>> {
  return (await callApiVersioned(method, path, ...options)).data
}

/** The same, with the version (ETag) of the answer. */
export async function callApiVersioned<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...options: OptionsArgument<M, P>
): Promise<Versioned<Result<M, P>>> {
  try {
    return await request(method, path, ...options)
  } catch (error) {
    // A wrong password is a 401 too, but it does not end a session.
    if (error instanceof ApiError && error.status === 401 && !path.startsWith('/api/auth/')) whenSignedOut()
    throw error
  }
}

type ReadOptions = { signal: AbortSignal; onPart: (text: string) => void; params?: Record<string, string> }

/**
 * Reads a long answer in parts. It has no timeout; the caller's signal cancels it. Rejects if the connection breaks.
 * @throws ApiError when the call did not succeed
 */
export function readStream<P extends PathOf<'GET'>>(
  path: P,
  query: Query<'GET', P>,
  options: ReadOptions,
): Promise<void>
export async function readStream(path: string, query: Values, { signal, onPart, params }: ReadOptions): Promise<void> {
  const response = await fetch(address(fillPath(path, params), query), { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new ApiError('network', null, null)
  })
  if (!response.ok || !response.body) {
    if (response.status === 401) whenSignedOut()
    throw refusal(response, await response.text())
  }
  // A byte order mark is part of the file.
  const reader = response.body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true })).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) onPart(read.value)
}

/** Whether a call failed because the object does not exist (404). */
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404

/** Whether a change was refused because somebody else changed the object first (412). */
export const isVersionConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 412
