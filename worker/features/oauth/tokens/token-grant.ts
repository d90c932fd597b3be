import type { FoundFamily } from '../rows/family-store.ts'
import type { TokenGrant } from './mint.ts'

/** The grant of a family, as tokens are made from it. */
export const tokenGrantOf = ({ family, grant }: FoundFamily): TokenGrant => ({
  organizationId: family.organizationId,
  appId: family.appId,
  id: grant.id,
  reference: grant.reference,
  environment: family.environment,
  scopes: grant.scopes,
})
