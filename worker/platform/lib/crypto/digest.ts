import { canonicalJson } from '../json/canonical-json.ts'
import { sha256 } from './crypto.ts'
import { toHex } from './encoding.ts'

/** SHA-256 in hex of a value as JSON; depends on the order of members. */
export const digest = async (value: unknown): Promise<string> => toHex(await sha256(JSON.stringify(value)))

/** SHA-256 in hex of a value as JSON; does not depend on the order of members. */
export const digestOfContent = async (value: unknown): Promise<string> => toHex(await sha256(canonicalJson(value)))
