import { scopeCovers } from '../../../contract/scopes.ts'
import {
  ARCHIVE_KINDS,
  type Archive,
  type ArchiveKind,
  type ArchivePage,
  type ListArchives,
} from '../../../contract/upkeep.ts'
import { type AuditEntry, auditRows } from '../../platform/audit/audit-row.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireLive } from '../../platform/auth/environment.ts'
import { runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { forbidden, invalidCursor, notFound, Refusal } from '../../platform/errors.ts'
import { readCursor, writeCursor } from '../../platform/lib/cursor.ts'
import type { ArchiveRow } from '../../platform/retention/archive-store.ts'
import { findArchive, listArchiveRows } from './archive-store.ts'

/** An archive is for whoever may read what is in it. */
const SCOPES: Record<ArchiveKind, string> = {
  event_logs: 'logs:read',
  deliveries: 'webhooks:read',
  audit_logs: 'audit:read',
}

type Bucket = R2Bucket | null

const mayRead = (actor: Actor, kind: ArchiveKind) => actor.scopes.some((scope) => scopeCovers(scope, SCOPES[kind]))

const missing = (scopes: readonly string[]) =>
  forbidden('scope_missing', `Archives are for whoever may read what is in them: ${scopes.join(', ')}.`)

/** Throws `forbidden` for whoever may read no archive at all. What an archive holds is of both environments. */
export function mustReadSomeArchives(actor: Actor): void {
  requireLive(actor, 'read archives')
  if (!ARCHIVE_KINDS.some((kind) => mayRead(actor, kind))) throw missing(Object.values(SCOPES))
}

/**
 * A page of the organization's archives, of the newest entries first: of the kinds that the actor may read. Throws
 * `forbidden` when that is none of those asked for.
 */
export async function listArchives(
  deps: Deps,
  bucket: Bucket,
  actor: Actor,
  query: ListArchives,
): Promise<ArchivePage> {
  mustReadSomeArchives(actor)
  const asked = query.kind ? [query.kind] : [...ARCHIVE_KINDS]
  const kinds = asked.filter((kind) => mayRead(actor, kind))
  if (kinds.length === 0) throw missing(asked.map((kind) => SCOPES[kind]))
  const [after] = query.cursor === undefined ? [null] : (readCursor(query.cursor, 1) ?? [0])
  if (typeof after === 'number' || after === undefined) throw invalidCursor()
  const rows = await listArchiveRows(deps.db, actor.organization.id, kinds, after, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(presentArchive),
    nextCursor: rows.length > page.length && last ? writeCursor([last.id]) : null,
    bucket: bucket !== null,
  }
}

const presentArchive = ({ id, kind, rows, bytes, name, fromTime, toTime, createdAt }: ArchiveRow): Archive => ({
  id,
  kind,
  from: new Date(fromTime).toISOString(),
  to: new Date(toTime).toISOString(),
  rows,
  bytes,
  name,
  createdAt: new Date(createdAt).toISOString(),
})

/**
 * The file of an archive as it lies in the bucket, and how to call it. Throws `not_found` for an id of another organization,
 * or of none, `forbidden` without the right to read what is in it, `gone` when the bucket holds it no longer, and
 * `unavailable` where no bucket is bound.
 */
export async function downloadArchive(
  deps: Deps,
  bucket: Bucket,
  actor: Actor,
  id: string,
): Promise<{ body: ReadableStream; filename: string }> {
  mustReadSomeArchives(actor)
  const row = await findArchive(deps.db, actor.organization.id, id)
  if (!row) throw notFound('Archive')
  if (!mayRead(actor, row.kind)) throw missing([SCOPES[row.kind]])
  if (!bucket) {
    throw new Refusal({ kind: 'unavailable', code: 'no_bucket', detail: 'No bucket is bound that could hold it.' })
  }
  const object = await bucket.get(row.name)
  if (!object) throw new Refusal({ kind: 'gone', code: 'archive_gone', detail: 'The bucket holds it no longer.' })
  const filename = `${row.kind.replace('_', '-')}-${new Date(row.fromTime).toISOString().slice(0, 10)}-${id}.jsonl.gz`
  const { kind, name, rows } = row
  const entry: AuditEntry = {
    action: 'archive.downloaded',
    target: { type: 'archive', id, name },
    before: null,
    after: { kind, rows },
  }
  await runBatch(deps.db, auditRows(actor, [entry], deps.now))
  return { body: object.body, filename }
}
