import { z } from 'zod'
import { MAX_DESCRIPTION } from './common.data.ts'
import { Instant, line, paragraph } from './common.ts'
import { isReservedScope } from './scope-catalog.data.ts'
import { MAX_SCOPE_LABEL, OWN_SCOPE_PATTERN, SCOPE_PATTERN } from './scopes.data.ts'

/** The name of a scope in a path: built-in, or of the organization. */
export const ScopeName = z
  .string()
  .max(81)
  .regex(SCOPE_PATTERN, 'must look like resource:action')
  .meta({ example: 'orders:read' })

const settings = {
  label: line(MAX_SCOPE_LABEL).meta({ description: 'What people see in dialogs.', example: 'Read orders' }),
  description: paragraph(MAX_DESCRIPTION),
  group: line(MAX_SCOPE_LABEL).meta({
    description: 'The heading under which dialogs show it: one of the catalog, or a new one.',
  }),
}

export const DEFAULT_SCOPE_GROUP = 'Custom'

export const CreateScope = z
  .strictObject({
    scope: z
      .string()
      .max(81)
      .regex(OWN_SCOPE_PATTERN, { error: 'must look like orders:read, in lower case', abort: true })
      .refine((scope) => !isReservedScope(scope), 'is about Gatehouse itself: choose a resource of your own')
      .meta({ example: 'orders:read' }),
    label: settings.label,
    description: settings.description.default(''),
    group: settings.group.default(DEFAULT_SCOPE_GROUP),
  })
  .meta({ id: 'CreateScope' })
export type CreateScope = z.infer<typeof CreateScope>

export const UpdateScope = z
  .strictObject(settings)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateScope' })
export type UpdateScope = z.infer<typeof UpdateScope>

export const DeleteScopeQuery = z.strictObject({
  force: z.enum(['true', 'false']).default('false').meta({
    description: 'Delete it although keys hold it: they keep it, and go on working.',
  }),
})

const shown = {
  scope: z.string(),
  label: z.string(),
  description: z.string(),
  custom: z.boolean().meta({ description: 'Defined by the organization.' }),
  keys: z.int().nullable().meta({
    description:
      'How many keys hold exactly this scope, without revoked ones; null for a built-in scope, and without api-keys:read.',
  }),
}

export const ScopeDetails = z
  .strictObject({ ...shown, group: z.string(), createdAt: Instant.nullable() })
  .meta({ id: 'Scope' })
export type ScopeDetails = z.infer<typeof ScopeDetails>

export const ScopeCatalog = z
  .strictObject({ groups: z.array(z.strictObject({ group: z.string(), scopes: z.array(z.strictObject(shown)) })) })
  .meta({ id: 'ScopeCatalogue' })
export type ScopeCatalog = z.infer<typeof ScopeCatalog>
