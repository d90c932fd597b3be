import { plainEvent } from './plain-event.ts'

/** n8n: its Webhook node, on any host, because people host it themselves. */
export const n8n = plainEvent(() => null)
