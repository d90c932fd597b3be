import type { Config } from '../../platform/env.ts'

/**
 * Whether organizations may claim a host: the operator listed it, or it is below localhost in local development. Only such a
 * host can be the gateway of an organization, so a call to any other needs no lookup.
 */
export const isGatewayHost = ({ local, gatewayHosts }: Pick<Config, 'local' | 'gatewayHosts'>, host: string): boolean =>
  gatewayHosts.some((one) => one.host === host) || (local && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost(:\d+)?$/.test(host))
