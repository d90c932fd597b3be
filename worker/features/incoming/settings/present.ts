import type { IncomingWebhook, Mapping } from '../../../../contract/incoming.ts'
import type { Config } from '../../../platform/env.ts'
import { timeOfId } from '../../../platform/lib/ids.ts'
import type { IncomingRow, ShownRow, StoredMapping } from '../rows/incoming-store.ts'
import { maskedToken } from '../token/token.ts'
import { openSecrets } from './secrets.ts'

const PATH = '/api/v1/webhooks/incoming/'

/** The URL with a token. `at`: a URL of this Worker; left out, the path alone. */
export const urlOf = (token: string, at: string | undefined): string =>
  at === undefined ? PATH + token : new URL(PATH + token, at).href

/** A field that only has a path or an expression is shown as a text. */
export const presentMapping = (mapping: StoredMapping): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([name, { value, default: instead, list }]) => [
      name,
      value !== undefined && instead === undefined && !list
        ? value
        : {
            ...(value !== undefined && { value }),
            ...(instead !== undefined && { default: instead }),
            list: list === true,
          },
    ]),
  )

/** An incoming webhook as the API shows it: without its token and the secrets of the sender. */
export async function presentIncoming(config: Config, row: ShownRow, at: string | undefined): Promise<IncomingWebhook> {
  const secrets = await openSecrets(config, row.sealedSecrets)
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    environment: row.environment,
    url: urlOf(maskedToken(row.environment, row.reference, row.lastCharacters), at),
    target: row.target,
    module: row.module,
    action: row.action,
    upsertField: row.upsertField,
    mapping: presentMapping(row.mapping),
    eventType: row.eventType,
    verification: {
      ...row.verification,
      hasSecret: row.sealedSecrets !== null,
      hasPreviousSecret: (secrets?.length ?? 0) > 1,
    },
    senderId: row.senderId,
    rateLimitPerMinute: row.perMinute,
    status: row.status,
    lastReceivedAt: row.lastRequest === null ? null : new Date(timeOfId(row.lastRequest)).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
  }
}

/** The settings that audit entries contain, without secrets. */
export const auditedIncoming = (row: Partial<IncomingRow>) => ({
  name: row.name,
  description: row.description,
  environment: row.environment,
  status: row.status,
  target: row.target,
  module: row.module,
  action: row.action,
  upsertField: row.upsertField,
  mapping: row.mapping,
  eventType: row.eventType,
  verification: row.verification,
  senderId: row.senderId,
  rateLimitPerMinute: row.perMinute,
})
