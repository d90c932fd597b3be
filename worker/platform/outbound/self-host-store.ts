import { sql } from 'drizzle-orm'
import { type Database, runBatch } from '../db/client.ts'
import { ownHosts } from '../db/schema.ts'

/** Every host (with its port, if any) that is known to lead to this installation. */
export async function listHosts(db: Database): Promise<string[]> {
  return (await db.select({ host: ownHosts.host }).from(ownHosts).all()).map(({ host }) => host)
}

/** Stores a host; a known host stays as it is. */
export async function storeHost(db: Database, host: string, now: number): Promise<void> {
  await runBatch(db, sql`INSERT OR IGNORE INTO own_hosts (host, seen_at) VALUES (${host}, ${now})`)
}
