/** The parts of a request of Express 4 and 5 that are used. */
export type RequestLike = AsyncIterable<Uint8Array> & {
  headers: Record<string, string | string[] | undefined>
  method?: string | undefined
  originalUrl?: string | undefined
  url?: string | undefined
  ip?: string | undefined
  body?: unknown
  rawBody?: unknown
  readableEnded: boolean
}

/** The parts of a response of Express 4 and 5 that are used. */
export type ResponseLike = {
  locals: Record<string, unknown>
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

export type Next = (error?: unknown) => void

/** The first value of a header. */
export const headerOf = (request: RequestLike, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
