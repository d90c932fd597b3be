import { z } from 'zod'
import { idPattern, MAX_JSON_NAME } from './common.data.ts'

/** An id of Gatehouse with the prefix of its kind. */
export const idOf = (prefix: string, noun: string, example = prefix) =>
  z
    .string()
    .regex(idPattern(prefix), `is not the id of ${noun}`)
    .meta({ example: `${example}_01kaj3v5e8w2m4q6t8y0z2b4d6` })

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
/** Any JSON value. Bodies are parsed JSON already, so nothing is checked here. */
export const Json = z.unknown() as z.ZodType<Json>

/**
 * Visible text on one line: it has at least one visible character, and no control characters or characters that change
 * the direction of text.
 */
export const line = (max: number) => lineOf(max).meta({ maxLength: max })

/** Text of any number of lines. NUL is refused, because databases and programs end a text there. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .refine(...atMost(max))
    .regex(/^[^\0\p{Cs}]*$/u, 'must not contain NUL')
    .meta({ maxLength: max })

/** Counts code points, as JSON Schema does: an emoji of one code point is one character, not two. */
function atMost(max: number): [check: (text: string) => boolean, message: string] {
  return [(text) => text.length <= max || [...text].length <= max, `must be at most ${max} characters`]
}

const lineOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty', abort: true })
    .refine(...atMost(max))
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, { error: 'must not be empty', abort: true })
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u, 'must not contain control characters')

export const unique = (list: readonly unknown[]) => new Set(list).size === list.length

/** Deeper JSON is refused: recursive code would overflow the stack. */
const MAX_DEPTH = 64

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((field) => isDeeperThan(field, depth - 1))
}

/** An object of any JSON, at most `kilobytes` as text. */
export const jsonObject = (kilobytes: number) =>
  z
    .record(z.string().max(MAX_JSON_NAME, `must have names of at most ${MAX_JSON_NAME} characters`), Json)
    .refine((value) => !isDeeperThan(value, MAX_DEPTH), { message: 'must not be nested deeper than 64', abort: true })
    .refine(
      (value) => new TextEncoder().encode(JSON.stringify(value)).length <= kilobytes * 1024,
      `must be at most ${kilobytes} KB as JSON`,
    )

/** An instant as ISO 8601 in UTC, with milliseconds. */
export const Instant = z.iso
  .datetime('must be an instant in UTC, such as 2026-11-21T09:30:00.000Z')
  .meta({ example: '2026-11-21T09:30:00.000Z' })

/** RFC 9457 problem details with a stable `code`, and one entry per invalid field. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().meta({ description: 'Stable and snake_case: branch on this, never on the words.' }),
    requestId: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    restartUrl: z.string().optional().meta({ description: 'Where the browser can start again what is over.' }),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** A whole number in a query. An optional bound has its own message; the default is that of the number. */
export const wholeInQuery = (min: number, max: number) =>
  z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)

export const pageSize = (standard: number) => wholeInQuery(1, 100).default(standard)

export const Cursor = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[A-Za-z0-9_-]+$/, 'is not a cursor of ours: pass nextCursor as it was given')
  .optional()

/** A page of a list: `total` is only present where counting is cheap. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
  })
export type Page<T> = { data: T[]; nextCursor: string | null; total?: number }

/** The sort order of a list: a field, or a field with a minus for descending order. */
export const sortBy = <Field extends string>(fields: readonly Field[]) =>
  z.enum(
    fields.flatMap((field) => [field, `-${field}`] as const),
    { error: `must be one of ${fields.join(', ')}, with a minus in front for descending` },
  )

/** Up to 100 ids for a bulk action, and the nouns for error messages: `{ noun: 'key', one: 'a key', many: 'keys' }`. */
export const chosenIds = <T extends z.ZodType>(
  id: T,
  { noun, one, many }: { noun: string; one: string; many: string },
) =>
  z
    .array(id)
    .min(1, `choose at least one ${noun}`)
    .max(100, `at most 100 ${many}`)
    .refine(unique, `must not name ${one} twice`)

/** The result of each item of a bulk action, in the given order: `code` and `detail` explain a failure. */
export const bulkResultOf = <T extends z.ZodType>(id: T) =>
  z.strictObject({
    done: z.int(),
    results: z.array(
      z.strictObject({ id, ok: z.boolean(), code: z.string().nullable(), detail: z.string().nullable() }),
    ),
  })

/** What is left of one window of a limit. `resetSeconds`: until the next part of it is available again. */
export const LimitState = z
  .strictObject({
    window: z.enum(['minute', 'hour', 'day']),
    limit: z.int(),
    remaining: z.int(),
    resetSeconds: z.int(),
  })
  .meta({ id: 'LimitState' })
export type LimitState = z.infer<typeof LimitState>

/** The query of a route without parameters: unknown parameters are refused by name. */
export const NoQuery = z.strictObject({})
/** The body of a POST that needs none: nothing, or an empty object. */
export const NoBody = z.strictObject({})
