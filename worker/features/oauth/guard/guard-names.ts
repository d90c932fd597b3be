export const APP_GUARDS = 'app:'
export const GRANT_GUARDS = 'grant:'

/** So many objects guard an app, each for a part of its grants: one alone would be busy with a thousand users at once. */
const APP_SHARDS = 4

const shardName = (organizationId: string, appId: string, shard: number): string =>
  `${APP_GUARDS}${organizationId}/${appId}/${shard}`

/** The names of the Durable Objects that guard an app. */
export const appGuardNames = (organizationId: string, appId: string): string[] =>
  Array.from({ length: APP_SHARDS }, (_, shard) => shardName(organizationId, appId, shard))

/** The one of them that lends calls to the grant with this reference, which is random. */
export const appGuardNameFor = (organizationId: string, appId: string, reference: string): string =>
  shardName(organizationId, appId, reference.charCodeAt(0) % APP_SHARDS)

/** The name of the Durable Object that guards the grant with this reference. */
export const grantGuardName = (reference: string): string => GRANT_GUARDS + reference
