import type { OAuthGrant, OAuthSubject } from '../../../../contract/oauth.ts'
import type { ShownGrant } from '../rows/access-store.ts'

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

type SubjectColumns = Pick<ShownGrant, 'subjectType' | 'subject' | 'subjectName'>

/** For whom a grant or a token is, as the API shows it. */
export const presentSubject = ({ subjectType, subject, subjectName }: SubjectColumns): OAuthSubject => ({
  type: subjectType,
  id: subject,
  name: subjectName,
})

/** A grant as the API shows it. */
export const presentGrant = (row: ShownGrant): OAuthGrant => ({
  id: row.id,
  appId: row.appId,
  app: { ...row.app, verified: row.app.verified === 1 },
  subject: presentSubject(row),
  environment: row.environment,
  status: row.status,
  scopes: row.scopes,
  createdAt: new Date(row.createdAt).toISOString(),
  lastAllowedAt: new Date(row.lastAllowedAt).toISOString(),
  lastUsedAt: instant(row.lastUsedAt),
  revokedAt: instant(row.revokedAt),
  revokedBy: row.revokedBy,
})
