import { z } from 'zod'
import { plainName } from './capture.data.ts'
import { line } from './common.ts'
import { MAX_REDACT_NAME } from './identity.data.ts'

const RedactName = line(MAX_REDACT_NAME).refine(
  (name) => plainName(name).length >= 2,
  'must hold at least two letters or digits',
)

export const RedactNames = z
  .array(RedactName)
  .max(50, 'at most 50 names')
  .refine((names) => new Set(names.map(plainName)).size === names.length, 'must not name anything twice')
  .meta({
    description:
      'Names of headers and fields whose values the log must not keep, besides those that it knows by itself. Case, dashes and underscores make no difference.',
    example: ['customer_pin'],
  })

const headers = z.record(z.string(), z.string())
const body = {
  body: z.string().nullable().meta({ description: 'Null: there was none, or it is not kept.' }),
  bodyType: z.string().nullable().meta({ description: 'The media type of the body; null without one.' }),
  bodyBytes: z.int().nullable().meta({ description: 'How long the body was; null where that is not known.' }),
  truncated: z.boolean().meta({ description: 'Something was cut off: a body after 16 KB, headers after 8 KB.' }),
}

/** The request, with secrets redacted. */
export const CapturedRequest = z.strictObject({ query: z.string(), headers, ...body }).meta({ id: 'CapturedRequest' })
export type CapturedRequest = z.infer<typeof CapturedRequest>

/** The response, with secrets redacted. */
export const CapturedResponse = z.strictObject({ headers, ...body }).meta({ id: 'CapturedResponse' })
export type CapturedResponse = z.infer<typeof CapturedResponse>
