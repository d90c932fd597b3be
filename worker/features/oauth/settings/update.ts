import { isLoopbackHost } from '../../../../contract/oauth.data.ts'
import type { OAuthSettings, UpdateOAuthSettings } from '../../../../contract/oauth.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, invalid, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { findSettings, isLostSettingsRace, type SettingsRow, writeSettings } from '../rows/settings-store.ts'
import { presentSettings } from './read.ts'

const TRIES = 4

/**
 * Changes how the actor's organization lets apps in. `expectedVersion`: the versions of If-Match. Throws `invalid` for a
 * `loginUrl` that is not https, `precondition_failed`.
 */
export async function updateOAuthSettings(
  deps: Deps,
  actor: Actor,
  input: UpdateOAuthSettings,
  expectedVersion: IfMatch,
): Promise<{ settings: OAuthSettings; version: number }> {
  requireScope(actor, 'organization:write')
  requireLive(actor, 'change how apps are allowed')
  if (input.loginUrl) requireLoginUrl(deps, input.loginUrl)
  for (let left = TRIES; left > 0; left--) {
    const row = await findSettings(deps.db, actor.organization.id)
    if (!isMet(expectedVersion, row.version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The settings were changed since you read them.' })
    }
    const after: SettingsRow = {
      ...row,
      loginUrl: input.loginUrl === undefined ? row.loginUrl : input.loginUrl,
      consent: input.consent ?? row.consent,
      registration: Number(input.registration ?? row.registration),
    }
    const [before, wanted] = [presentSettings(row), presentSettings(after)]
    if (JSON.stringify(before) === JSON.stringify(wanted)) return { settings: before, version: row.version }
    const { id, name } = actor.organization
    const entry: AuditEntry = {
      action: 'oauth_settings.updated',
      target: { type: 'organization', id, name },
      before,
      after: wanted,
    }
    try {
      await runBatch(deps.db, writeSettings(after), auditRow(actor, entry, deps.now))
      return { settings: wanted, version: row.version + 1 }
    } catch (error) {
      if (!isLostSettingsRace(error)) throw error
    }
  }
  throw conflict('changed_meanwhile', 'The settings are being changed by someone else. Try again.')
}

/** Challenges are sent to this page, so it has to be reached over TLS; in local development it may run on the same machine. */
function requireLoginUrl({ config }: Deps, text: string): void {
  const url = new URL(text)
  const isLocal = config.local && url.protocol === 'http:' && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !isLocal) throw invalid('loginUrl', 'must begin with https://')
  if (url.username !== '' || url.password !== '') {
    throw invalid('loginUrl', 'must not contain a user name or password')
  }
  if (text.includes('#')) throw invalid('loginUrl', 'must not have a fragment (#)')
}
