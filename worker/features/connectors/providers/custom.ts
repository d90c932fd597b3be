import { plainEvent } from './plain-event.ts'

/** An app of any other platform that subscribes by REST hooks. */
export const custom = plainEvent(() => null)
