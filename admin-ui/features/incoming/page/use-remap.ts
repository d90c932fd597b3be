import type { Field, IncomingWebhook } from '../../../../client/src/generated.ts'
import type { Draft } from '../form/draft.ts'
import { type MappingRow, mappingOf, missingFields, rowsOf, splitRows } from '../mapping/mapping-draft.ts'
import { useModules } from '../webhook/queries.ts'

/** The mapping of an incoming webhook whose target is being changed. */
export type RemapState = {
  /** The fields of the chosen module; null for an event. */
  fields: readonly Field[] | null
  /** What stays mapped, or was mapped here. */
  rows: MappingRow[]
  /** What was mapped to fields that the chosen module does not have. Back at the module of before it is there again. */
  lost: MappingRow[]
  /** Their labels in the module of before. */
  lostLabels: string[]
  /** What is saved. */
  mapping: IncomingWebhook['mapping']
}

/**
 * The mapping for the target that is chosen in the form; null while it needs no attention: the target is the one of before, or
 * another action that finds everything mapped that it needs.
 */
export function useRemap(webhook: IncomingWebhook, draft: Draft & { mapping: MappingRow[] | null }): RemapState | null {
  const query = useModules()
  const fieldsOf = (target: string, module: string | null) =>
    target === 'event' ? null : query.data?.data.find(({ slug }) => slug === module)?.fields
  const before = fieldsOf(webhook.target, webhook.module)
  const fields = fieldsOf(draft.target, draft.module)
  // Until the fields are known, or a module is chosen, nothing can be said.
  if (fields === undefined) return null
  const all = draft.mapping ?? rowsOf(webhook.mapping, before ?? null)
  const { kept, lost } = splitRows(all, fields)
  const isRetargeted = draft.target !== webhook.target || (draft.target === 'record' && draft.module !== webhook.module)
  const { action, upsertField } = draft
  const isOtherAction =
    draft.target === 'record' && (action !== webhook.action || (upsertField || null) !== webhook.upsertField)
  const lacks = fields !== null && missingFields(kept, fields, { action, upsertField }).length > 0
  if (!isRetargeted && draft.mapping === null && !(isOtherAction && lacks)) return null
  const lostLabels = lost.map(({ name }) => before?.find((field) => field.name === name)?.label ?? name)
  return { fields, rows: kept, lost, lostLabels, mapping: mappingOf(kept, fields) }
}
