import { z } from 'zod'
import { Environment } from '../../../../contract/api-keys.ts'
import { Cursor } from '../../../../contract/common.ts'
import { NamedInstant } from '../../../../contract/instant.ts'
import type { Actor } from '../../auth/actor.ts'
import { inEnvironment } from '../../auth/environment.ts'

/** Maximum items of one answer. */
export const MAX_ITEMS = 25

const NAMED =
  'Left out: that of the credential. A live credential may also name test; a test credential reaches test alone.'

/** Fields that tools share. Each has a description, and none refers to another schema. */
export const environment = Environment.optional().meta({ description: `The environment to look in. ${NAMED}` })
export const newEnvironment = Environment.optional().meta({ description: `Where to create it. ${NAMED}` })
export const limit = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_ITEMS, `must be at most ${MAX_ITEMS}`)
  .default(10)
  .meta({ description: `How many items to return, 1 to ${MAX_ITEMS}.` })
export const cursor = Cursor.meta({ description: 'To continue a list: nextCursor of the answer before.' })
export const instant = (description: string) =>
  NamedInstant.optional().meta({ description: `${description} RFC 3339, such as 2026-11-21T09:30:00Z.` })

/** The fields of every list. */
export const paging = { limit, cursor }

/** An id in the input, with what it is and where it comes from. */
export const idField = <Id extends z.ZodType>(id: Id, description: string) => id.meta({ description })

/** The actor of a call whose input may name an environment. Throws `invalid` if a test key names live. */
export const actorIn = (actor: Actor, { environment: named }: { environment?: Environment | undefined }): Actor =>
  named === undefined ? actor : inEnvironment(actor, named)
