import type { OrgQuota } from './org-quota-object.ts'
import type { QuotaAnswer, QuotaAsk, Spent } from './quota.ts'

type Quotas = DurableObjectNamespace<OrgQuota>

const quotaOf = (quotas: Quotas, organizationId: string) => quotas.get(quotas.idFromName(organizationId))

/** Asks for a block of the organization's quota. Rejects when the quota cannot be reached. */
export async function askQuota(quotas: Quotas, organizationId: string, ask: QuotaAsk): Promise<QuotaAnswer> {
  try {
    return await quotaOf(quotas, organizationId).grant(ask)
  } catch {
    // A second try may reserve a second time: that errs on the side of the limit. What was handed back counts once.
    return quotaOf(quotas, organizationId).grant(ask)
  }
}

/** Hands back what is not needed; when it does not arrive, the calls stay counted as spent. */
export async function handQuotaBack(quotas: Quotas, organizationId: string, spent: Spent[]): Promise<void> {
  await quotaOf(quotas, organizationId)
    .takeBack(spent)
    .catch(() => undefined)
}

/** Makes the quota read the organization's plan again. Answers once it holds everywhere: within BLOCK_MS. */
export const refreshQuota = (quotas: Quotas, organizationId: string): Promise<void> =>
  quotaOf(quotas, organizationId).reload()

/**
 * Counts a use of something costly by one of an organization: answers after how many ms there is room again, or null when
 * it was counted. No row is written. When the object cannot be reached, the use is let through.
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
