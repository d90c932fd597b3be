import { alertRow } from '../../../platform/alerts/raise.ts'
import type { Statement } from '../../../platform/db/client.ts'

/** The alert that a code or a refresh token was used twice, for the transaction that ends its family. */
export const reportReuse = (
  { organizationId, appId }: { organizationId: string; appId: string },
  { name }: { name: string },
  what: 'code' | 'refresh_token',
  now: number,
): Statement =>
  alertRow(
    { organizationId, kind: 'oauth_token_reused', target: { type: 'oauth_app', id: appId, name }, details: { what } },
    now,
  )
