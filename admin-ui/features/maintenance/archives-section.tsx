import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Archive } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { formatBytes, formatDay } from '../../format/language.ts'
import { Pagination } from '../../lists/pagination.tsx'
import { m } from '../../messages/index.ts'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

/** The archive files, with download links. */
export function ArchivesSection() {
  // The cursors of the previous pages and of the current one.
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const cursor = cursors.at(-1) ?? null
  const archives = useQuery({
    queryKey: ['archives', cursor],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/archives', { query: { limit: 10, cursor }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <div class="card min-w-0">
      <Loaded query={archives} waiting={<SkeletonRows rows={1} height="person" />}>
        {({ data, nextCursor, bucket }) => (
          <>
            {!bucket && (
              <div class="p-4">
                <Note tone="warn">{m.maintenance_no_bucket()}</Note>
              </div>
            )}
            {data.length === 0 && bucket && (
              <p class="flex min-h-16 items-center px-4 py-2.5 text-soft">{m.maintenance_no_archives()}</p>
            )}
            <ul aria-label={m.maintenance_archives_caption()}>
              {data.map((archive) => (
                <OneArchive key={archive.id} archive={archive} downloadable={bucket} />
              ))}
            </ul>
            {(nextCursor || cursors.length > 1) && (
              <Pagination
                label={m.maintenance_pages()}
                previous={m.ui_newer()}
                next={m.ui_older()}
                onPrevious={cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : undefined}
                onNext={
                  nextCursor && !archives.isPlaceholderData ? () => setCursors([...cursors, nextCursor]) : undefined
                }
              >
                {m.maintenance_page({ page: cursors.length })}
              </Pagination>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function OneArchive({ archive, downloadable }: { archive: Archive; downloadable: boolean }) {
  const { kind, rows, bytes } = archive
  const from = formatDay(new Date(archive.from))
  const to = formatDay(new Date(archive.to))
  const span = from === to ? from : m.maintenance_span({ from, to })
  return (
    <li class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">
          {m.maintenance_kind_name({ kind })}, {span}
        </p>
        <p class="text-sm text-soft">
          {m.maintenance_rows({ rows, size: formatBytes(bytes) })} · {m.maintenance_created()}{' '}
          <RelativeTime at={archive.createdAt} />
        </p>
      </div>
      {downloadable && (
        // With a target, the router does not handle the link.
        <a
          class="btn no-underline"
          data-kind="plain"
          data-small
          href={`/api/v1/archives/${archive.id}`}
          target="_self"
          download
          aria-label={m.maintenance_download_label({ kind: m.maintenance_kind_name({ kind }), span })}
        >
          <Download size={16} aria-hidden="true" />
          {m.maintenance_download()}
        </a>
      )}
    </li>
  )
}
