import { MAX_DESCRIPTION } from '../../../../contract/common.data.ts'
import type { GatewayImport, ImportGatewayRoutes } from '../../../../contract/gateway.ts'
import { MAX_SCOPE_LABEL } from '../../../../contract/scopes.data.ts'
import type { CreateScope } from '../../../../contract/scopes.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch, runBatchCounting } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { builtInTools } from '../../../platform/manifest/tool-names.ts'
import { defineScopes, hasTooManyScopes, undefinedScopes } from '../../api-keys/scopes/define-scopes.ts'
import { forgetRoutes } from '../live/routes-of.ts'
import { findGeneration } from '../rows/live-routes-store.ts'
import { listAllRoutes, type RouteRow } from '../rows/route-store.ts'
import { confirmRoutes } from '../settings/confirm.ts'
import { newRouteRow } from '../settings/stored-settings.ts'
import { takesAway, takesFromOthers } from '../settings/takes-away.ts'
import { checkDrafts } from './check-drafts.ts'
import { bumpGenerationFrom, insertRoutes, isBehind, updateRoutes } from './import-store.ts'
import { planImport, type Step } from './plan/plan-import.ts'
import { presentImport } from './present.ts'
import { type ReadImport, readOperations } from './read-operations.ts'
import { oneLine } from './tool/tool-of.ts'

const TRIES = 4
/** Names of routes in an audit entry. */
const MAX_AUDITED = 100

/** Says what `importRoutes` would do. Changes nothing. Throws `invalid` for a document that cannot be read. */
export async function previewImport(deps: Deps, actor: Actor, input: ImportGatewayRoutes): Promise<GatewayImport> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'import gateway routes')
  const organizationId = actor.organization.id
  const read = await readChecked(deps, organizationId, input, true)
  const rows = await listAllRoutes(deps.db, organizationId)
  const steps = planImport(read.drafts, rows, input, [...(await builtInTools()).keys()])
  return presentImport(read, steps, await undefinedScopes(deps, organizationId, scopesOf(steps)), () => null)
}

/**
 * Makes routes, and tools, of the operations of an OpenAPI document, in one transaction. An operation that was imported before
 * is updated; one that cannot be imported is skipped, and the answer says why. Importing the same document again changes nothing.
 * Throws `invalid` for a document that cannot be read, `forbidden` if scopes have to be defined and the actor may not.
 */
export async function importRoutes(deps: Deps, actor: Actor, input: ImportGatewayRoutes): Promise<GatewayImport> {
  requireScope(actor, 'gateway:write')
  requireLive(actor, 'import gateway routes')
  const { db } = deps
  const organizationId = actor.organization.id
  const read = await readChecked(deps, organizationId, input, false)
  const reserved = [...(await builtInTools()).keys()]
  for (let left = TRIES; left > 0; left--) {
    // First the number, then the routes: a change in between makes the transaction fail.
    const generation = await findGeneration(db, organizationId)
    const rows = await listAllRoutes(db, organizationId)
    const steps = planImport(read.drafts, rows, input, reserved)
    const newScopes = await undefinedScopes(deps, organizationId, scopesOf(steps))
    const created = await newRows(deps, actor, steps)
    try {
      await write(deps, actor, { read, steps, created, newScopes, generation, createScopes: input.createScopes })
    } catch (error) {
      // Others define scopes at this moment: then the next try says that there are too many.
      if (!isBehind(error) && !hasTooManyScopes(error)) throw error
      continue
    }
    // Also if nothing changed: an earlier attempt may have been interrupted between its write and this wait.
    if (needsWait(steps, [...created.values()], rows)) await confirmRoutes()
    return presentImport(read, steps, newScopes, (step) => created.get(step)?.id ?? null)
  }
  throw conflict('changed_meanwhile', 'The routes are being changed by someone else. Try again.')
}

async function readChecked(deps: Deps, organizationId: string, input: ImportGatewayRoutes, isPreview: boolean) {
  const read = await readOperations(input, isPreview)
  return { ...read, drafts: await checkDrafts(deps, organizationId, read.drafts, input.upstream !== undefined) }
}

const scopesOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => (step.action === 'skip' ? [] : step.route.scopes))

async function newRows({ config, now }: Deps, actor: Actor, steps: readonly Step[]): Promise<Map<Step, RouteRow>> {
  const created = new Map<Step, RouteRow>()
  for (const step of steps) {
    if (step.action !== 'create') continue
    const row = await newRouteRow(config, step.route, {
      organizationId: actor.organization.id,
      id: newId('rte', now),
      createdAt: now,
      createdBy: actorName(actor),
      source: 'openapi',
      operation: step.draft.operation.key,
    })
    created.set(step, row)
  }
  return created
}

type Decided = {
  read: ReadImport
  steps: readonly Step[]
  created: ReadonlyMap<Step, RouteRow>
  newScopes: readonly string[]
  generation: number
  createScopes: boolean
}

async function write(deps: Deps, actor: Actor, decided: Decided): Promise<void> {
  const { read, steps, created, generation } = decided
  const organizationId = actor.organization.id
  const updated = steps.flatMap((step) => (step.action === 'update' ? [{ ...step.row, ...step.change }] : []))
  const scopes = decided.createScopes ? decided.newScopes.map((name) => scopeInput(name, read)) : []
  const scopeStatements = await defineScopesIf(deps, actor, scopes)
  const changes = [...insertRoutes([...created.values()]), ...updateRoutes(organizationId, updated)]
  if (changes.length === 0) {
    await runBatchCounting(deps.db, scopeStatements)
    return
  }
  const names = (rows: readonly RouteRow[]) =>
    rows.slice(0, MAX_AUDITED).map((row) => `${row.operation} → ${row.prefix}`)
  const entry: AuditEntry = {
    action: 'gateway_routes.imported',
    target: { type: 'gateway', id: organizationId, name: read.facts.title },
    before: null,
    after: {
      document: `${read.facts.title} ${read.facts.version}`.trim(),
      created: names([...created.values()]),
      updated: names(updated),
      scopes: scopes.map(({ scope }) => scope),
    },
  }
  // The comparison comes first, so that nothing else fails because somebody was faster. The audit entry follows a change.
  await runBatch(
    deps.db,
    bumpGenerationFrom(organizationId, generation),
    ...changes,
    auditRow(actor, entry, deps.now),
    ...scopeStatements,
  )
  forgetRoutes(organizationId)
}

const defineScopesIf = async (deps: Deps, actor: Actor, scopes: CreateScope[]) =>
  scopes.length === 0 ? [] : defineScopes(deps, actor, scopes)

/** How a scope of a document is shown: with its description there, under the title of the document. */
function scopeInput(scope: string, { facts, descriptions }: ReadImport): CreateScope {
  const description = oneLine(descriptions.get(scope) ?? '')
  const [resource = '', action = ''] = scope.split(':')
  const plain = `${action} ${resource}`.replaceAll('-', ' ')
  const label = description !== '' && description.length <= MAX_SCOPE_LABEL ? description : plain
  return {
    scope,
    label: (label.charAt(0).toUpperCase() + label.slice(1)).slice(0, MAX_SCOPE_LABEL),
    description: description.slice(0, MAX_DESCRIPTION),
    group: oneLine([...facts.title].slice(0, MAX_SCOPE_LABEL).join('')) || 'Custom',
  }
}

/** Whether a caller loses something: then no call is made under the old routes after the answer. */
const needsWait = (steps: readonly Step[], created: readonly RouteRow[], rows: readonly RouteRow[]): boolean =>
  steps.some((step) => step.action === 'update' && takesAway(step.row, step.change)) ||
  created.some((row) => takesFromOthers(row, rows))
