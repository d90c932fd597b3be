import { MODULE_SLUG_PATTERN } from '../../../../contract/modules.data.ts'

export type RecordAction = 'read' | 'write' | 'delete'

/**
 * The scope for records of one module: `records.contacts:read`. A credential with `records:read` has it for every module.
 * A text that cannot be a slug needs the scope for all modules: it comes from the URL, and is not checked yet.
 */
export const recordScope = (slug: string, action: RecordAction): string =>
  MODULE_SLUG_PATTERN.test(slug) ? `records.${slug}:${action}` : `records:${action}`
