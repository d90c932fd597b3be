import type { Config } from './env.ts'

/** What decides about hosts of organizations. */
export type HostConfig = Pick<Config, 'local' | 'gatewayHosts'>

/** Whether a name below localhost can be claimed: only in local development. */
const isLocalName = (host: string): boolean => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost(:\d+)?$/.test(host)

/**
 * Whether an organization may claim a host; without one, whether any may: the operator listed it, perhaps for one organization
 * alone, or it is below localhost in local development. Only such a host can be the gateway of an organization, so a call to any
 * other needs no lookup.
 */
export const isGatewayHost = ({ local, gatewayHosts }: HostConfig, host: string, organizationId?: string): boolean =>
  gatewayHosts.some(
    (one) =>
      one.host === host &&
      (organizationId === undefined || one.organizationId === null || one.organizationId === organizationId),
  ) ||
  (local && isLocalName(host))
