import { canonicalJson } from '../json/canonical-json.ts'
import { sha256 } from './crypto.ts'
import { toHex } from './encoding.ts'

/** SHA-256 in hex of a value as JSON, in the order its members stand in. */
export const digest = async (value: unknown): Promise<string> => toHex(await sha256(JSON.stringify(value)))

/** The same for the same content, in whatever order the members of its objects stand. */
export const digestOfContent = async (value: unknown): Promise<string> => toHex(await sha256(canonicalJson(value)))
