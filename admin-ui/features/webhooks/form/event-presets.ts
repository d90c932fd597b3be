import type { EventTypeInfo } from '../../../../client/src/generated.ts'
import { same } from '../../../forms/form.ts'

/** Categories of the catalog that webhooks are often made for; all others are chosen one by one. */
const OFTEN = ['Users', 'Content', 'Payments', 'Moderation']

/** The event types of the categories that are offered as presets. */
export const categoryPresets = (types: readonly EventTypeInfo[]): { category: string; events: string[] }[] =>
  OFTEN.map((category) => ({
    category,
    events: types.filter((one) => one.category === category).map(({ type }) => type),
  })).filter(({ events }) => events.length > 0)

/** Whether these are the events of a preset, in any order. */
export const isPreset = (events: readonly string[], preset: readonly string[]): boolean =>
  same([...events].sort(), [...preset].sort())
