import { z } from 'zod'
import { ALERT_KINDS, type AlertKind, type Figure, RULE_FIGURES } from './alert-kinds.ts'
import { Instant, pageOf } from './common.ts'
import { NamedInstant } from './instant.ts'

/** How alerts of one kind are told. `isDefault`: nothing of it was changed. */
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

/** All kinds in one page, in a fixed order. */
export const AlertRulePage = pageOf(AlertRule).meta({ id: 'AlertRulePage' })

const figure = ({ min, max }: Figure) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`).nullable()

const onOrOff = z.boolean('must be true or false')

/** Changes what it names. A threshold or a window of null: as built in; a kind without takes none. */
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
