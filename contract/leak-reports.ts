import { z } from 'zod'

/**
 * Keys that a secret scanner found in public. The request is signed: `X-Gatehouse-Timestamp` (seconds since 1970) and
 * `X-Gatehouse-Signature: sha256=<hex>`, the HMAC-SHA-256 of `<timestamp>.<raw body>` under the scanner's secret.
 */
export const ReportLeaks = z
  .strictObject({
    reports: z
      .array(
        z.strictObject({
          key: z.string().min(1, 'must not be empty').max(512),
          source: z
            .string()
            .trim()
            .max(200)
            .default('')
            .meta({ description: 'Who found it, and in what: "github", "npm package", ...' }),
          url: z.url('must be an address').max(2000).nullable().default(null).meta({ description: 'Where it stands.' }),
        }),
      )
      .min(1, 'name at least one key')
      .max(100, 'at most 100 keys'),
  })
  .meta({ id: 'ReportLeaks' })
export type ReportLeaks = z.infer<typeof ReportLeaks>

/** The result for each key, in the given order. The key itself is not repeated. */
export const LeakResult = z
  .strictObject({
    results: z.array(
      z.strictObject({
        keySha256: z.string().meta({ description: 'SHA-256 of the reported text, in hex.' }),
        label: z.enum(['true_positive', 'false_positive']),
        action: z.enum(['disabled', 'flagged', 'none']),
      }),
    ),
  })
  .meta({ id: 'LeakResult' })
export type LeakResult = z.infer<typeof LeakResult>
