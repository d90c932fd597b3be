import { plainEvent } from './plain-event.ts'

/** Zapier: "Webhooks by Zapier" and REST hooks (https://docs.zapier.com/platform/build/hook-trigger). */
export const zapier = plainEvent(({ hostname }) =>
  hostname === 'hooks.zapier.com' ? null : 'must start with https://hooks.zapier.com/',
)
