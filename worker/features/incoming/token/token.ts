import type { Pepper } from '../../../platform/env.ts'
import {
  type IssuedKey,
  issueKey,
  type PresentedKey,
  readKey,
  visiblePrefix,
} from '../../api-keys/format/key-format.ts'

/** Tokens have the format of keys with a prefix of their own: `hook_live_...`. */
export const TOKEN_PREFIX = 'hook'

type Environment = 'live' | 'test'

/** A new token. `reference`: the existing one, so that the guard of the webhook stays the same. */
export const issueToken = (environment: Environment, peppers: readonly Pepper[], reference?: string): IssuedKey =>
  issueKey(TOKEN_PREFIX, environment, peppers, reference)

/** The parts of a token; null if its checksum refuses it. No I/O: a made-up token costs no query and no object call. */
export const readToken = (text: string, peppers: readonly Pepper[]): PresentedKey | null =>
  readKey(TOKEN_PREFIX, text, peppers)

/** The part of a token that is shown nowhere. */
export const hiddenPart = (token: string): string => token.slice(visiblePrefix(TOKEN_PREFIX, 'live', 'abc').length)

/** A token as lists show it: `hook_live_abc...xyz`. */
export const maskedToken = (environment: Environment, reference: string, lastCharacters: string): string =>
  `${visiblePrefix(TOKEN_PREFIX, environment, reference)}...${lastCharacters}`

/** A token as the event log shows it in the path of a call: `hook_live_abc...`. */
export const shownToken = (environment: Environment, reference: string): string =>
  `${visiblePrefix(TOKEN_PREFIX, environment, reference)}...`
