import { MAX_MODULES } from '../../../../contract/modules.data.ts'
import type { CreateModule, Module } from '../../../../contract/modules.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { isUniqueViolation, runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { announceModule } from './announce-module.ts'
import { storedFields } from './field.ts'
import { requireTargets } from './field-changes.ts'
import { insertModule, isModuleChanged, limitModules } from './module-store.ts'
import { moduleEntry } from './own-module.ts'
import { auditedModule, presentModule } from './present-module.ts'

/**
 * Defines a module. `extraStatements`: further statements of the same transaction, given the answer (the record of an
 * Idempotency-Key). `demo`: it is demonstration data. Throws `conflict` if the slug is taken or there are too many modules, `invalid` for a reference to a
 * module that does not exist.
 */
export async function createModule(
  deps: Deps,
  actor: Actor,
  input: CreateModule,
  extraStatements: (answer: Module) => Promise<Statement[]>,
  { demo = false } = {},
): Promise<Module> {
  requireScope(actor, 'modules:write')
  requireLive(actor, 'define modules')
  const { db, now } = deps
  await requireTargets(deps, actor.organization.id, input.slug, input.fields)
  const row = {
    organizationId: actor.organization.id,
    slug: input.slug,
    id: newId('mod', now),
    name: input.name,
    description: input.description,
    ...storedFields(input.fields, [], 0),
    demo,
    version: 1,
    createdAt: now,
    createdBy: actorName(actor),
    updatedAt: now,
  }
  const answer = presentModule(row)
  const event = await announceModule(deps, actor, 'created', row)
  try {
    await runBatch(
      db,
      insertModule(db, row),
      auditRow(actor, moduleEntry('module.created', row, null, auditedModule(row)), now),
      limitModules(row, MAX_MODULES),
      ...event.statements,
      ...(await extraStatements(answer)),
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('module_exists', `A module ${input.slug} already exists.`)
    if (!isModuleChanged(error)) throw error
    throw conflict('too_many_modules', `An organization can have at most ${MAX_MODULES} modules.`)
  }
  event.enqueue(deps)
  return answer
}
