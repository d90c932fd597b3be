import type { OrgQuota } from './org-quota-object.ts'
import type { QuotaAnswer, QuotaAsk, Spent } from './quota.ts'

type Quotas = DurableObjectNamespace<OrgQuota>

const quotaOf = (quotas: Quotas, organizationId: string) => quotas.get(quotas.idFromName(organizationId))

/** Requests a block of the organization's quota. Rejects if the quota cannot be reached. */
export async function askQuota(quotas: Quotas, organizationId: string, ask: QuotaAsk): Promise<QuotaAnswer> {
  try {
    return await quotaOf(quotas, organizationId).grant(ask)
  } catch {
    // A retry may reserve twice: the error is on the safe side of the limit. Returned calls count once.
    return quotaOf(quotas, organizationId).grant(ask)
  }
}

/** Returns unused quota; if the call does not arrive, the calls stay counted as spent. */
export async function handQuotaBack(quotas: Quotas, organizationId: string, spent: Spent[]): Promise<void> {
  await quotaOf(quotas, organizationId)
    .takeBack(spent)
    .catch(() => undefined)
}

/** Makes the quota reload the organization's plan. Returns once it applies everywhere: within BLOCK_MS. */
export const refreshQuota = (quotas: Quotas, organizationId: string): Promise<void> =>
  quotaOf(quotas, organizationId).reload()

/**
 * Counts an expensive action of one user or key of an organization. Returns null if it is allowed, else the ms until
 * there is room again. Writes no row. If the object cannot be reached, the action is allowed.
 */
export const countUse = (
  quotas: Quotas,
  organizationId: string,
  user: string,
  perMinute: number,
): Promise<number | null> =>
  quotaOf(quotas, organizationId)
    .countUse(user, perMinute)
    .catch(() => null)
