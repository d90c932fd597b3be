import { z } from 'zod'
import { ALERT_KINDS, type AlertKind, type Figure, RULE_FIGURES } from './alerts.data.ts'
import { Instant, pageOf } from './common.ts'
import { NamedInstant } from './instant.ts'

/** The rule for alerts of one kind. `isDefault`: no setting of it was changed. */
export const AlertRule = z
  .strictObject({
    kind: z.enum(ALERT_KINDS),
    enabled: z.boolean(),
    threshold: z.int().nullable().meta({
      description: 'From how many within the window on it is told; of unusual_rate, how many times the usual.',
    }),
    windowSeconds: z.int().nullable(),
    byEmail: z.boolean(),
    asEvent: z
      .boolean()
      .meta({ description: 'Published as an event: alert.raised, and alert.resolved once it is over.' }),
    mutedUntil: Instant.nullable(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'AlertRule' })
export type AlertRule = z.infer<typeof AlertRule>

/** The rules of all kinds in one page, in a fixed order. */
export const AlertRulePage = pageOf(AlertRule)
  .extend({
    mailConfigured: z.boolean().meta({
      description: 'Whether this installation can send mail at all. The address is a setting of the organization.',
    }),
  })
  .meta({ id: 'AlertRulePage' })
export type AlertRulePage = z.infer<typeof AlertRulePage>

const figure = ({ min, max }: Figure) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`).nullable()

const onOrOff = z.boolean('must be true or false')

/**
 * Changes only the given settings. A threshold or window of null resets it to its default; a kind without one accepts
 * none.
 */
function changeOf(kind: AlertKind) {
  const { threshold, windowSeconds } = RULE_FIGURES[kind]
  return z
    .strictObject({
      enabled: onOrOff,
      byEmail: onOrOff,
      asEvent: onOrOff,
      mutedUntil: NamedInstant.nullable().meta({ description: 'Nothing is told until then; null: not muted.' }),
      ...(threshold ? { threshold: figure(threshold) } : {}),
      ...(windowSeconds ? { windowSeconds: figure(windowSeconds) } : {}),
    })
    .partial()
    .nullable()
}

export type RuleChange = Partial<Omit<AlertRule, 'kind' | 'isDefault'>>
export type UpdateAlertRules = { rules: Partial<Record<AlertKind, RuleChange | null>> }

export const UpdateAlertRules: z.ZodType<UpdateAlertRules> = z
  .strictObject({
    rules: z
      .strictObject(Object.fromEntries(ALERT_KINDS.map((kind) => [kind, changeOf(kind)])))
      .partial()
      .refine((rules) => Object.keys(rules).length > 0, 'names nothing to change')
      .meta({ description: 'By kind. A kind set to null goes back to what is built in.' }),
  })
  .meta({ id: 'UpdateAlertRules' })
