import type { OAuthApp } from '../../../../contract/oauth.ts'
import { maskedClientSecret } from '../format/secrets.ts'
import type { AppChange, ShownApp } from '../rows/app-store.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** An app as the API shows it, without its secret. `activeGrants`: only where one app is read. */
export function presentApp(row: ShownApp, now: number, activeGrants: number | null = null): OAuthApp {
  return {
    id: row.id,
    clientId: row.clientId,
    name: row.name,
    description: row.description,
    type: row.type,
    source: row.source,
    environment: row.environment,
    status: row.status,
    redirectUris: row.redirectUris,
    scopes: row.scopes,
    grantTypes: row.grantTypes,
    requirePkce: row.requirePkce === 1,
    verified: row.verified === 1,
    websiteUrl: row.websiteUrl,
    privacyPolicyUrl: row.privacyPolicyUrl,
    logoUrl: row.logoUrl,
    rateLimit: { perMinute: row.perMinute, perHour: row.perHour, perDay: row.perDay },
    maxDays: row.maxDays,
    publicKeys: row.publicKeys,
    secret:
      row.lastCharacters === null
        ? null
        : {
            masked: maskedClientSecret(row.environment, row.lastCharacters),
            rotatedAt: instant(row.rotatedAt),
            previousUntil: instant(row.previousUntil !== null && row.previousUntil > now ? row.previousUntil : null),
          },
    activeGrants,
    lastUsedAt: instant(row.lastUsedAt),
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
  }
}

/** The settings of an app that audit entries contain, without secrets. */
export const auditedApp = (row: AppChange) => ({
  name: row.name,
  description: row.description,
  clientId: row.clientId,
  type: row.type,
  environment: row.environment,
  status: row.status,
  redirectUris: row.redirectUris,
  scopes: row.scopes,
  grantTypes: row.grantTypes,
  requirePkce: row.requirePkce === undefined ? undefined : row.requirePkce === 1,
  verified: row.verified === undefined ? undefined : row.verified === 1,
  websiteUrl: row.websiteUrl,
  privacyPolicyUrl: row.privacyPolicyUrl,
  logoUrl: row.logoUrl,
  perMinute: row.perMinute,
  perHour: row.perHour,
  perDay: row.perDay,
  maxDays: row.maxDays,
  publicKeys: row.publicKeys,
  previousUntil: row.previousUntil === undefined ? undefined : instant(row.previousUntil),
  holderType: row.holderType,
  holderId: row.holderId,
})
