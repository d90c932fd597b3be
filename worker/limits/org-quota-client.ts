import type { OrgQuota } from './org-quota-object.ts'
import type { QuotaAnswer, QuotaAsk, Spent } from './quota.ts'

type Quotas = DurableObjectNamespace<OrgQuota>

const quotaOf = (quotas: Quotas, organizationId: string) => quotas.get(quotas.idFromName(organizationId))

/** Asks for a block of the organisation's quota. Rejects when the quota cannot be reached. */
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
