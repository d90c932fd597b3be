import type { DeliveryProvider } from './delivery-provider.ts'
import { installedFeatures, loadPart } from './feature.ts'

/** The delivery provider with this name, of whichever feature has it; null if there is none. */
export async function findDeliveryProvider(name: string): Promise<DeliveryProvider | null> {
  for (const { deliveryProviders = {} } of installedFeatures()) {
    const load = Object.hasOwn(deliveryProviders, name) ? deliveryProviders[name] : undefined
    if (load) return loadPart<DeliveryProvider>(load)
  }
  return null
}
