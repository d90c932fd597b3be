export { isGatewayHost } from '../../../platform/own-host.ts'
