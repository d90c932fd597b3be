import type { D1Migration } from 'cloudflare:test'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
      /** Another Worker, which calls this one through its service binding. */
      NEIGHBOR: Fetcher
      /** Optional in production; in tests it is bound, and writes to disk. */
      ALERTS_EMAIL: SendEmail
      ALERT_EMAIL_FROM: string
      /** Optional in production; in tests archives are stored in memory. */
      ARCHIVE: R2Bucket
      /** Optional in production: without it the route for leak reports does not exist. */
      LEAK_REPORT_SECRET: string
    }
  }
}
