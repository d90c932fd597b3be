import type { Pepper } from '../../../platform/env.ts'
import {
  findKey,
  type IssuedKey,
  issueKey,
  type PresentedKey,
  readKey,
  visiblePrefix,
} from '../../api-keys/format/key-format.ts'

// All of them have the format of keys, each with a prefix of its own, so a checksum refuses a made-up one without I/O.
const PREFIXES = { code: 'oac', refresh: 'ort', clientSecret: 'ocs' } as const

/** The beginnings of all of them. */
export const SECRET_PREFIXES: readonly string[] = Object.values(PREFIXES)

/** An authorization code, a refresh token, or the secret of an app. */
export type SecretKind = keyof typeof PREFIXES

/**
 * A new secret of one kind. `reference`: of a code and a refresh token, that of their family. `secret`: its 32 secret
 * characters, by default random ones.
 */
export const issueSecret = (
  kind: SecretKind,
  environment: 'live' | 'test',
  peppers: readonly Pepper[],
  reference?: string,
  secret?: string,
): IssuedKey => issueKey(PREFIXES[kind], environment, peppers, reference, secret)

/** The parts of a secret of one kind; null if its checksum refuses it. No I/O. */
export const readSecret = (kind: SecretKind, text: string, peppers: readonly Pepper[]): PresentedKey | null =>
  readKey(PREFIXES[kind], text, peppers)

/** The first code or refresh token that occurs as a separate word in a text; null if there is none. */
export const findFamilySecret = (text: string, peppers: readonly Pepper[]): PresentedKey | null =>
  findKey(PREFIXES.refresh, text, peppers) ?? findKey(PREFIXES.code, text, peppers)

/** A client secret as lists show it: `ocs_live_abc...xyz`. */
export const maskedClientSecret = (environment: 'live' | 'test', lastCharacters: string): string =>
  `${visiblePrefix(PREFIXES.clientSecret, environment, '')}...${lastCharacters}`
