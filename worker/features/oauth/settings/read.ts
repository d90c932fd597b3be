import type { OAuthSettings } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findSettings, type SettingsRow } from '../rows/settings-store.ts'

/** Settings as the API returns them. */
export const presentSettings = ({ loginUrl, consent, registration }: SettingsRow): OAuthSettings => ({
  loginUrl,
  consent,
  registration: registration === 1,
})

/** How the actor's organization lets apps in, and the version of that. */
export async function readOAuthSettings(
  { db }: Deps,
  actor: Actor,
): Promise<{ settings: OAuthSettings; version: number }> {
  requireScope(actor, 'organization:read')
  const row = await findSettings(db, actor.organization.id)
  return { settings: presentSettings(row), version: row.version }
}
