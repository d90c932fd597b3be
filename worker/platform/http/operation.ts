/** What the OpenAPI document says of an operation besides what its route says. */
export type OperationInfo = {
  /** Unique; generated clients make a function of it. It must never change. */
  id: string
  /** Whether answers bear an ETag, and whether the request may bear If-Match. */
  etag?: boolean
  ifMatch?: boolean
  /** Rules that the schema cannot express. */
  rules?: string
}

/** A group of the API in the OpenAPI document, and its place there. A route that names another tag fails a test. */
export type Tag = { name: string; description: string; position: number }

/**
 * What a feature says of its routes in the OpenAPI document, by method and path, such as `GET /api/v1/webhooks/{id}`. A route
 * without an entry fails a test, as does an entry without a route.
 */
export type Operations = { tags: readonly Tag[]; operations: Readonly<Record<string, OperationInfo>> }

/** Answers with an ETag, and takes If-Match. */
export const VERSIONED = { etag: true, ifMatch: true }

export const SAME_AS_PATCH = 'The same as PATCH: fields that are left out stay as they are.'
export const CHANGE = 'Fields that are left out stay as they are. Without If-Match the last change wins.'
export const FROM_TO = '`from` must not be after `to`.'
export const BULK =
  'Items are independent: a failure of one does not undo the others, and each has a status of its own.'
