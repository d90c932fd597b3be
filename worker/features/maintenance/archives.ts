import {
  ARCHIVE_KINDS,
  type Archive,
  type ArchiveKind,
  type ArchivePage,
  type ListArchives,
} from '../../../contract/maintenance.ts'
import { scopeCovers } from '../../../contract/scopes.data.ts'
import { type AuditEntry, auditRows } from '../../platform/audit/audit-row.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireLive } from '../../platform/auth/environment.ts'
import { runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { forbidden, invalidCursor, notFound, Refusal } from '../../platform/errors.ts'
import { readCursor, writeCursor } from '../../platform/lib/cursor.ts'
import type { ArchiveRow } from '../../platform/retention/archive-store.ts'
import { findArchive, listArchiveRows } from './archive-store.ts'

/** The scope that an archive requires: the one for reading its content. */
const SCOPES: Record<ArchiveKind, string> = {
  event_logs: 'logs:read',
  deliveries: 'webhooks:read',
  audit_logs: 'audit:read',
}

type Bucket = R2Bucket | null

const mayRead = (actor: Actor, kind: ArchiveKind) => actor.scopes.some((scope) => scopeCovers(scope, SCOPES[kind]))

const missing = (scopes: readonly string[]) =>
  forbidden('scope_missing', `Archives require the scopes for the data in them: ${scopes.join(', ')}.`)

/** Throws `forbidden` for an actor that may read no kind of archive. Archives contain both environments. */
export function requireSomeArchiveScope(actor: Actor): void {
  requireLive(actor, 'read archives')
  if (!ARCHIVE_KINDS.some((kind) => mayRead(actor, kind))) throw missing(Object.values(SCOPES))
}

/**
 * A page of the organization's archives of the kinds that the actor may read, those with the newest entries first.
 * Throws `forbidden` if the actor may read none of the requested kinds.
 */
export async function listArchives(
  deps: Deps,
  bucket: Bucket,
  actor: Actor,
  query: ListArchives,
): Promise<ArchivePage> {
  requireSomeArchiveScope(actor)
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
 * The file of an archive in the bucket, and its file name. Throws `not_found` for an unknown id or one of another
 * organization, `forbidden` without the scope for its content, `gone` if the bucket no longer has it, and `unavailable`
 * without a bound bucket.
 */
export async function downloadArchive(
  deps: Deps,
  bucket: Bucket,
  actor: Actor,
  id: string,
): Promise<{ body: ReadableStream; filename: string }> {
  requireSomeArchiveScope(actor)
  const row = await findArchive(deps.db, actor.organization.id, id)
  if (!row) throw notFound('Archive')
  if (!mayRead(actor, row.kind)) throw missing([SCOPES[row.kind]])
  if (!bucket) {
    throw new Refusal({ kind: 'unavailable', code: 'no_bucket', detail: 'No archive bucket is bound.' })
  }
  const object = await bucket.get(row.name)
  if (!object) throw new Refusal({ kind: 'gone', code: 'archive_gone', detail: 'The file is no longer in the bucket.' })
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
