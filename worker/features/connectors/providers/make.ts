import { plainEvent } from './plain-event.ts'

const HOSTS = /(?:^|\.)(?:make\.com|integromat\.com|celonis\.com)$/

/** Make: "Custom webhook" and instant triggers (https://developers.make.com/custom-apps-documentation). */
export const make = plainEvent(({ hostname }) =>
  HOSTS.test(hostname) ? null : 'must be one that Make shows for a webhook, such as https://hook.eu1.make.com/...',
)
