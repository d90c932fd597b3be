import { evaluations, MAX_WAIT_MS } from '../../../platform/customer-code/evaluations.ts'
import { Evaluation, MAX_STEPS } from '../../../platform/customer-code/jsonata/evaluation.ts'
import { runExpression } from '../../../platform/customer-code/jsonata/run-expression.ts'
import { Refusal } from '../../../platform/errors.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import type { StoredField } from '../../records/modules/field.ts'
import type { StoredMapping } from '../rows/incoming-store.ts'
import { coerce } from './coerce.ts'
import { readPath, refusedName, valueAt } from './path.ts'

/** What a mapping reads: the parsed body, and the headers, whose names are in lower case. */
export type Payload = { body: Json; headers: Readonly<Record<string, string>> }
export type FieldError = { path: string; message: string }
export type Mapped = { data: JsonObject; errors: FieldError[] }

/**
 * The values of a mapping for a payload, by the names of fields. A field without a value in the payload is left out, so that it
 * keeps its value. `fields`: those of the module, into whose types values are read; null: the names are free, as for an event.
 * All expressions of a mapping share one budget, and one turn of the isolate, in which organizations (`owner`) alternate. Throws
 * `unavailable` if none is free in time.
 */
export async function mapPayload(
  owner: string,
  mapping: StoredMapping,
  fields: readonly StoredField[] | null,
  payload: Payload,
): Promise<Mapped> {
  const isCode = Object.values(mapping).some(({ value }) => value !== undefined && readPath(value) === null)
  if (!isCode) return mapAll(mapping, fields, payload, null)
  try {
    return await evaluations.run(owner, MAX_WAIT_MS, (pause) => mapAll(mapping, fields, payload, pause))
  } catch (error) {
    if (!(error instanceof TurnsTaken)) throw error
    throw new Refusal({ kind: 'unavailable', code: 'too_busy', detail: 'Too many evaluations are waiting. Try again.' })
  }
}

type Pause = (() => Promise<void>) | null

async function mapAll(
  mapping: StoredMapping,
  fields: readonly StoredField[] | null,
  payload: Payload,
  pause: Pause,
): Promise<Mapped> {
  const types = fields && new Map(fields.map(({ name, type }) => [name, type]))
  const budget = { left: MAX_STEPS, pause }
  const values: [string, Json][] = []
  const errors: FieldError[] = []
  for (const [name, { value: text, default: instead, list }] of Object.entries(mapping)) {
    const type = types?.get(name)
    if (types && !type) {
      errors.push({ path: name, message: 'is not a field of the module any more' })
      continue
    }
    const read = text === undefined ? { value: undefined } : await evaluate(text, payload, budget)
    if ('fault' in read) {
      errors.push({ path: name, message: read.fault })
      continue
    }
    const value = withDefault(list ? asList(read.value) : read.value, instead)
    if (value === undefined) continue
    const coerced = type ? coerce(type, value) : { value }
    if ('fault' in coerced) errors.push({ path: name, message: coerced.fault })
    else values.push([name, coerced.value])
  }
  return { data: Object.fromEntries(values), errors }
}

/** The value of a path or an expression. `budget`: the steps that all expressions together have left. */
async function evaluate(
  text: string,
  { body, headers }: Payload,
  budget: { left: number; pause: Pause },
): Promise<{ value: Json | undefined } | { fault: string }> {
  const path = readPath(text)
  if (path) {
    if (refusedName(path) !== null) return { fault: 'cannot be read' }
    return { value: path.from === 'headers' ? valueAt({ ...headers }, path) : valueAt(body, path) }
  }
  const evaluation = new Evaluation(Math.max(1, budget.left), budget.pause)
  const result = await runExpression(text, body, evaluation)
  budget.left -= evaluation.budget.used
  return result.ok ? { value: result.value } : { fault: result.message }
}

const asList = (value: Json | undefined): Json[] => {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The default takes the place of a value that is missing, null or empty. */
function withDefault(value: Json | undefined, instead: Json | undefined): Json | undefined {
  if (instead === undefined) return value
  const isBlank = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return isBlank ? instead : value
}
