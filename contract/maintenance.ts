import { z } from 'zod'
import { Cursor, Instant, idOf, pageOf, pageSize } from './common.ts'

/** What is archived before it is deleted: entries of the event log, events with their deliveries, the audit log. */
export const ARCHIVE_KINDS = ['event_logs', 'deliveries', 'audit_logs'] as const
export type ArchiveKind = (typeof ARCHIVE_KINDS)[number]

export const ArchiveId = idOf('arc', 'an archive')

/** One file of JSON lines, compressed with gzip. */
export const Archive = z
  .strictObject({
    id: ArchiveId,
    kind: z.enum(ARCHIVE_KINDS),
    from: Instant.meta({ description: 'Of the first line in it.' }),
    to: Instant.meta({ description: 'Of the last line in it.' }),
    rows: z.int().meta({ description: 'How many lines it has.' }),
    bytes: z.int(),
    name: z.string().meta({ description: 'Its name in the bucket.' }),
    createdAt: Instant,
  })
  .meta({ id: 'Archive' })
export type Archive = z.infer<typeof Archive>

export const ListArchives = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  kind: z.enum(ARCHIVE_KINDS).optional(),
})
export type ListArchives = z.infer<typeof ListArchives>

/** Those with the newest entries first. */
export const ArchivePage = pageOf(Archive)
  .extend({
    bucket: z.boolean().meta({
      description: 'Whether a bucket is bound. Without one, what an organization wants archived is not removed.',
    }),
  })
  .meta({ id: 'ArchivePage' })
export type ArchivePage = z.infer<typeof ArchivePage>

/** `waiting`: more is left for the next minute. `off`: the job is not configured. */
export const JOB_STATES = ['done', 'waiting', 'running', 'failed', 'never', 'off'] as const

/** A background job of the Worker, and its last run. */
export const Job = z
  .strictObject({
    name: z.string().meta({ example: 'purge-event-logs' }),
    every: z.enum(['minute', 'ten minutes', 'hour']),
    state: z.enum(JOB_STATES),
    result: z.string().meta({ description: 'What it did, in words.' }),
    lastStartedAt: Instant.nullable(),
    lastFinishedAt: Instant.nullable(),
    nextAt: Instant.nullable().meta({ description: 'When it is due again; null when nothing waits for it.' }),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof Job>

export const JobPage = pageOf(Job)
  .extend({
    firedAt: Instant.nullable().meta({ description: 'When the cron trigger was last seen to fire.' }),
    late: z.boolean().meta({ description: 'It has not fired for ten minutes: nothing here is being done.' }),
  })
  .meta({ id: 'JobPage' })
export type JobPage = z.infer<typeof JobPage>
