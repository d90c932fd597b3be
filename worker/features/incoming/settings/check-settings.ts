import { expressionProblem } from '../../../platform/customer-code/jsonata/run-expression.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { fieldsOfModule } from '../../records/modules/fields-of-module.ts'
import { readPath, refusedName } from '../mapping/path.ts'
import type { IncomingRow, StoredMapping } from '../rows/incoming-store.ts'

type FieldError = { path: string; message: string }
type Settings = Pick<
  IncomingRow,
  'target' | 'module' | 'action' | 'upsertField' | 'mapping' | 'eventType' | 'verification' | 'senderId'
>

/**
 * Checks what the schemas cannot: that settings fit together, that the module and its fields exist, and that every path and
 * expression can be read. Throws `invalid` with all of it by field.
 */
export async function requireUsable(deps: Pick<Deps, 'db'>, organizationId: string, settings: Settings): Promise<void> {
  const { target, mapping, eventType, senderId, verification } = settings
  const errors = target === 'record' ? await recordErrors(deps, organizationId, settings) : []
  if (target === 'event' && eventType === null) errors.push({ path: 'eventType', message: 'is required for an event' })
  errors.push(...(await mappingErrors(mapping)))
  if (senderId?.path !== undefined && !isUsablePath(senderId.path)) {
    errors.push({ path: 'senderId.path', message: 'must be a path, such as data.id' })
  }
  if (senderId && !['none', 'header', 'hmac'].includes(verification.kind)) {
    errors.push({ path: 'senderId', message: `must be null: ${verification.kind} has a place for it` })
  }
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

async function recordErrors(deps: Pick<Deps, 'db'>, organizationId: string, settings: Settings): Promise<FieldError[]> {
  const { module, action, upsertField, mapping } = settings
  if (module === null) return [{ path: 'module', message: 'is required for a record' }]
  const fields = await fieldsOfModule(deps, organizationId, module)
  if (!fields) return [{ path: 'module', message: 'is not a module' }]
  const errors: FieldError[] = []
  const names = Object.keys(mapping)
  if (names.length === 0) errors.push({ path: 'mapping', message: 'must map at least one field' })
  for (const name of names) {
    if (fields.some((field) => field.name === name)) continue
    errors.push({ path: `mapping.${name}`, message: `is not a field of ${module}` })
  }
  if (action === 'create') return errors
  const isUnique = fields.some(({ name, unique }) => name === upsertField && unique)
  if (upsertField === null) errors.push({ path: 'upsertField', message: `is required to ${action}` })
  else if (!isUnique) errors.push({ path: 'upsertField', message: `must be a unique field of ${module}` })
  else if (!names.includes(upsertField)) errors.push({ path: `mapping.${upsertField}`, message: 'is required' })
  return errors
}

/** What is wrong with the paths and expressions of a mapping. */
export async function mappingErrors(mapping: StoredMapping): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const [name, { value }] of Object.entries(mapping)) {
    if (value === undefined) continue
    const message = await valueProblem(value)
    if (message !== null) errors.push({ path: `mapping.${name}`, message })
  }
  return errors
}

async function valueProblem(text: string): Promise<string | null> {
  const path = readPath(text)
  if (!path) return expressionProblem(text)
  const refused = refusedName(path)
  return refused === null ? null : `names ${refused}, which cannot be read`
}

function isUsablePath(text: string): boolean {
  const path = readPath(text)
  return path !== null && refusedName(path) === null
}
