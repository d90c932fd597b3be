import { idPattern } from '../../../contract/common.data.ts'

const LOG_ID = idPattern('log')
const KEY_ID = idPattern('key')
const WEBHOOK_ID = idPattern('whk')
const APP_ID = idPattern('app')
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i

/** Whether a text is a whole IP address, as the API wants it. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)

/** What a text in the search field means: the id of an entry, or filters. */
export type Search =
  | { log: string }
  | { filters: { path: string; ip: string; key?: string; webhook?: string; app?: string } }

/** Reads the search field: an id of an entry, of a key, of a webhook or of an app, an IP address, or a part of a path. */
export function readSearch(typed: string): Search {
  const text = typed.trim()
  if (LOG_ID.test(text)) return { log: text }
  if (KEY_ID.test(text)) return { filters: { path: '', ip: '', key: text } }
  if (WEBHOOK_ID.test(text)) return { filters: { path: '', ip: '', webhook: text } }
  if (APP_ID.test(text)) return { filters: { path: '', ip: '', app: text } }
  return { filters: isAddress(text) ? { path: '', ip: text } : { path: text, ip: '' } }
}
