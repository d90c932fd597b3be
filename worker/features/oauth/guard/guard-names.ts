export const APP_GUARDS = 'app:'
export const GRANT_GUARDS = 'grant:'

/** The name of the Durable Object that guards an app. */
export const appGuardName = (organizationId: string, appId: string): string => `${APP_GUARDS}${organizationId}/${appId}`

/** The name of the Durable Object that guards the grant with this reference. */
export const grantGuardName = (reference: string): string => GRANT_GUARDS + reference
