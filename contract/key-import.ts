import { z } from 'zod'
import { MAX_IMPORT } from './api-keys.data.ts'
import { CreateApiKey, KeyId } from './api-keys.ts'

/** One key of another system: its SHA-256 digest, and its settings here. */
export const ImportedKey = z
  .strictObject({
    digest: z
      .string()
      .regex(
        /^(?:[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9_-]{43}=?)$/,
        'must be a SHA-256 digest in hex or base64',
      )
      .meta({ description: 'SHA-256 of the whole key as its owner sends it, in hex or base64.' }),
    prefix: z
      .string()
      .regex(/^[\x21-\x7e]{3,20}$/, 'must be the first 3 to 20 characters of the key, without spaces')
      .meta({ description: 'How the key begins. A text that begins otherwise is refused without a lookup.' }),
    lastCharacters: z
      .string()
      .regex(/^[\x21-\x7e]{1,4}$/, 'must be the last 1 to 4 characters of the key')
      .default('...')
      .meta({ description: 'Only for the masked form that people see.' }),
    name: CreateApiKey.shape.name,
    description: CreateApiKey.shape.description,
    environment: CreateApiKey.shape.environment,
    scopes: CreateApiKey.shape.scopes,
    rateLimit: CreateApiKey.shape.rateLimit,
    allowedIps: CreateApiKey.shape.allowedIps,
    expiresAt: CreateApiKey.shape.expiresAt,
    consistency: CreateApiKey.shape.consistency,
    metadata: CreateApiKey.shape.metadata,
    tags: CreateApiKey.shape.tags,
    ownerId: CreateApiKey.shape.ownerId,
  })
  .meta({ id: 'ImportedKey' })
export type ImportedKey = z.infer<typeof ImportedKey>

/**
 * Keys of another system. Lines are independent: a bad line is reported, and the others are imported. With `dryRun`
 * nothing is written, and the answer shows what would happen.
 */
export const ImportApiKeys = z
  .strictObject({
    keys: z
      .array(z.unknown())
      .min(1, 'name at least one key')
      .max(MAX_IMPORT, `at most ${MAX_IMPORT} keys`)
      .meta({ description: 'Each an ImportedKey.' }),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'ImportApiKeys' })
export type ImportApiKeys = z.infer<typeof ImportApiKeys>

export const ImportResult = z
  .strictObject({
    dryRun: z.boolean(),
    imported: z.int().meta({ description: 'With dryRun: how many would be.' }),
    skipped: z.int(),
    failed: z.int(),
    results: z.array(
      z.strictObject({
        index: z.int(),
        outcome: z.enum(['imported', 'exists', 'refused']),
        id: KeyId.nullable(),
        name: z.string().nullable(),
        errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof ImportResult>
