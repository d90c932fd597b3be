import type { AnyProvider } from '../../../../contract/connectors.data.ts'
import type { DeliveryProvider } from '../../../platform/manifest/delivery-provider.ts'
import { type Load, loadPart } from '../../../platform/manifest/feature.ts'

/** The file of each provider. The compiler asks for one when a name is added to the contract. */
export const PROVIDERS: Record<AnyProvider, Load<DeliveryProvider>> = {
  zapier: () => import('./zapier.ts').then((module) => module.zapier),
  make: () => import('./make.ts').then((module) => module.make),
  n8n: () => import('./n8n.ts').then((module) => module.n8n),
  slack: () => import('./slack.ts').then((module) => module.slack),
  discord: () => import('./discord.ts').then((module) => module.discord),
  custom: () => import('./custom.ts').then((module) => module.custom),
}

/** One provider, loaded once. */
export const providerOf = (name: AnyProvider): Promise<DeliveryProvider> => loadPart(PROVIDERS[name])
