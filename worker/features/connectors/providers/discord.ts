import type { PauseReason } from '../../../../contract/connectors.data.ts'
import type { DeliveryProvider, Judgement, ProviderAnswer } from '../../../platform/manifest/delivery-provider.ts'
import { discordMessage } from '../messages/discord.ts'
import { messageOfStored } from './message-of-stored.ts'

const HOSTS = /^(?:(?:ptb|canary)\.)?(?:discord|discordapp)\.com$/
const WEBHOOK_PATH = /^\/api(?:\/v\d+)?\/webhooks\/\d+\/[\w-]+\/?$/
const MAX_WAIT_MS = 3_600_000

/** By the `code` of Discord's errors (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json). */
const REASONS: Readonly<Record<number, PauseReason>> = {
  10003: 'channel_not_found',
  10015: 'webhook_removed',
  50013: 'not_allowed',
  50027: 'webhook_removed',
}
const BY_STATUS: Readonly<Record<number, PauseReason>> = {
  401: 'webhook_removed',
  403: 'not_allowed',
  404: 'webhook_removed',
  410: 'webhook_removed',
}

/** Discord: webhooks of a channel. */
export const discord: DeliveryProvider = {
  compose: (event, context) => ({ body: JSON.stringify(discordMessage(messageOfStored(event, context))), headers: {} }),
  judge: (answer) => {
    const { status } = answer
    const ms = waitOf(answer)
    if (ms !== null) return { kind: 'wait', ms }
    if (status < 400 || status >= 500) return PLAIN
    const reason = REASONS[numberIn(answer.body, 'code') ?? 0] ?? BY_STATUS[status]
    if (reason) return { kind: 'pause', reason }
    return status === 400 ? { kind: 'refused' } : PLAIN
  },
  urlProblem: ({ hostname, pathname }) => {
    if (!HOSTS.test(hostname)) return 'must start with https://discord.com/api/webhooks/'
    return WEBHOOK_PATH.test(pathname) ? null : 'must be /api/webhooks/, the id and the token, with nothing after it'
  },
  ratePerSecond: 2,
}

const PLAIN: Judgement = { kind: 'plain' }

/**
 * How long nothing may be sent, ms: after a 429 what its JSON says (`retry_after`, in seconds), else its headers; after any
 * other answer until its bucket is filled again, if that is empty now.
 */
function waitOf({ status, headers, body }: ProviderAnswer): number | null {
  const reset = secondsOf(headers['x-ratelimit-reset-after'])
  if (status === 429) {
    const seconds = numberIn(body, 'retry_after') ?? secondsOf(headers['retry-after']) ?? reset
    return seconds === null ? null : waitMs(seconds)
  }
  return headers['x-ratelimit-remaining'] === '0' && reset !== null ? waitMs(reset) : null
}

const waitMs = (seconds: number): number => Math.min(MAX_WAIT_MS, Math.ceil(seconds * 1000))

function secondsOf(header: string | undefined): number | null {
  const seconds = header === undefined || header.trim() === '' ? Number.NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}

function numberIn(body: string, name: string): number | null {
  try {
    const value: unknown = JSON.parse(body)
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : null
  } catch {
    return null
  }
}
