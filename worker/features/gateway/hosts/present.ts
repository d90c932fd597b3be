import type { GatewayHost } from '../../../../contract/gateway.ts'
import type { HostRow } from './host-store.ts'

/** A host as the API shows it. Only a name below localhost is reached without TLS, at the port of this Worker. */
export function presentHost({ host, createdAt, createdBy }: HostRow, isLocal: boolean): GatewayHost {
  return {
    host,
    url: `${isLocal ? 'http' : 'https'}://${host}`,
    createdAt: new Date(createdAt).toISOString(),
    createdBy,
  }
}
