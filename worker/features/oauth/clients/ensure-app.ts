import { auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { forbidden, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { findSettings } from '../rows/settings-store.ts'
import { type AppRow, findAppOf, insertForeignApp, keepRegistration, updateAppFacts } from './client-store.ts'
import type { Client } from './find-client.ts'

const appDisabled = () => forbidden('app_disabled', 'This app was disabled by your organization.')

/**
 * A client as an organization knows it: with its row there, if somebody has allowed it before, and with what admins have
 * set. Throws `forbidden` if the organization has disabled or deleted it, or if it registered itself and the organization
 * does not allow that.
 */
export async function clientIn(deps: Deps, organizationId: string, client: Client): Promise<Client> {
  if (client.source === 'organization') return client
  if (client.source === 'registration' && (await findSettings(deps.db, organizationId)).registration !== 1) {
    throw forbidden('registration_off', 'Your organization does not allow apps that registered themselves.')
  }
  const app = await findAppOf(deps.db, organizationId, client.clientId)
  if (!app) return client
  if (app.deletedAt !== null || app.status === 'disabled') throw appDisabled()
  return {
    ...client,
    app,
    scopes: app.scopes.includes('*') ? null : app.scopes,
    maxDays: app.maxDays,
    verified: app.verified === 1,
  }
}

/**
 * The row of a client in the organization of an actor, who allows it. An app that no organization made gets one here, so that
 * admins see it, limit it, disable it. Of calls at the same time one inserts it. Its scopes are not bounded by the app: each
 * grant has what was allowed, as far as who allowed it holds it. Throws what `clientIn` does.
 */
export async function ensureApp(deps: Deps, actor: Actor, client: Client): Promise<AppRow> {
  const { db, now } = deps
  const organizationId = actor.organization.id
  const { app: known } = await clientIn(deps, organizationId, client)
  if (client.source === 'organization') {
    if (!known || known.organizationId !== organizationId) throw notFound('OAuth app')
    return known
  }
  const facts = factsOf(client)
  if (known && JSON.stringify(factsOf(known)) === JSON.stringify(facts)) return known
  const keep: Statement[] = client.source === 'registration' ? [keepRegistration(client.clientId, now)] : []
  if (known) {
    await runBatch(db, updateAppFacts(db, known, facts), ...keep)
  } else {
    const row = newRow(actor, client, facts, now)
    const target = { type: 'oauth_app', id: row.id, name: row.name }
    const after = { ...facts, clientId: row.clientId, source: row.source, scopes: row.scopes }
    await runBatch(
      db,
      insertForeignApp(db, row),
      auditRow(actor, { action: 'oauth_app.created', target, before: null, after }, now),
      ...keep,
    )
  }
  // Another call may have inserted it, or an admin may have disabled it meanwhile.
  const app = await findAppOf(db, organizationId, client.clientId)
  if (!app || app.deletedAt !== null || app.status === 'disabled') throw appDisabled()
  return app
}

type Facts = Pick<
  AppRow,
  'name' | 'type' | 'redirectUris' | 'websiteUrl' | 'privacyPolicyUrl' | 'logoUrl' | 'publicKeys'
>

/** What an app says about itself. */
const factsOf = (app: Omit<Facts, 'redirectUris'> & { redirectUris: readonly string[] }): Facts => ({
  name: app.name,
  type: app.type,
  redirectUris: [...app.redirectUris],
  websiteUrl: app.websiteUrl,
  privacyPolicyUrl: app.privacyPolicyUrl,
  logoUrl: app.logoUrl,
  publicKeys: app.publicKeys,
})

const newRow = (actor: Actor, client: Client, facts: Facts, now: number): AppRow => ({
  ...facts,
  organizationId: actor.organization.id,
  id: newId('app', now),
  clientId: client.clientId,
  description: '',
  environment: client.environment,
  source: client.source,
  status: 'active',
  scopes: ['*'],
  grantTypes: ['authorization_code'],
  requirePkce: 1,
  verified: 0,
  perMinute: null,
  perHour: null,
  perDay: null,
  maxDays: client.maxDays,
  secretHash: null,
  pepperVersion: null,
  lastCharacters: null,
  previousHash: null,
  previousPepperVersion: null,
  previousUntil: null,
  rotatedAt: null,
  // It never acts for itself, so nobody has to answer for that.
  holderType: actor.type === 'session' ? 'person' : 'key',
  holderId: actor.type === 'session' ? actor.user.id : actor.type === 'api_key' ? actor.keyId : '',
  version: 1,
  createdAt: now,
  createdBy: actorName(actor),
  deletedAt: null,
})
