import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the receiver of webhooks listens. */
    receiver: string
    /** Where servers of documents are opened. */
    documents: string
    /** Where the upstream of gateway routes listens. */
    upstream: string
  }
}
