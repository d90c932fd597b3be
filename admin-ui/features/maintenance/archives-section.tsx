import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Archive } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { formatDay } from '../../format/language.ts'
import { Pagination } from '../../lists/pagination.tsx'
import { Loaded } from '../../ui/async-states.tsx'
import { Note } from '../../ui/note.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { words } from './words.ts'

/** The files that were written before anything was removed, each to be downloaded. */
export function ArchivesSection() {
  const t = words()
  // Cursors of the pages before this one, and its own.
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const cursor = cursors.at(-1) ?? null
  const archives = useQuery({
    queryKey: ['archives', cursor],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/archives', { query: { limit: 10, cursor }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t.archivesTitle} lead={t.archivesLead}>
      <Loaded query={archives} waiting={<SkeletonRows rows={1} height="person" />}>
        {({ data, nextCursor, bucket }) => (
          <>
            {!bucket && (
              <div class="p-4">
                <Note tone="warn">{t.noBucket}</Note>
              </div>
            )}
            {data.length === 0 && bucket && (
              <p class="flex min-h-16 items-center px-4 py-2.5 text-soft">{t.noArchives}</p>
            )}
            <ul aria-label={t.archivesCaption}>
              {data.map((archive) => (
                <OneArchive key={archive.id} archive={archive} downloadable={bucket} />
              ))}
            </ul>
            {(nextCursor || cursors.length > 1) && (
              <Pagination
                label={t.pages}
                previous={t.newer}
                next={t.older}
                onPrevious={cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : undefined}
                onNext={
                  nextCursor && !archives.isPlaceholderData ? () => setCursors([...cursors, nextCursor]) : undefined
                }
              >
                {t.page(cursors.length)}
              </Pagination>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function OneArchive({ archive, downloadable }: { archive: Archive; downloadable: boolean }) {
  const t = words()
  const { kind, rows, bytes } = archive
  const span = t.span(formatDay(new Date(archive.from)), formatDay(new Date(archive.to)))
  return (
    <li class="flex min-h-16 items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">
          {t.kinds[kind]}, {span}
        </p>
        <p class="text-sm text-soft">
          {t.rows(rows, bytes)} · {t.written} <RelativeTime at={archive.createdAt} />
        </p>
      </div>
      {downloadable && (
        // The target keeps the router from taking it for a page.
        <a
          class="btn no-underline"
          data-kind="plain"
          data-small
          href={`/api/v1/archives/${archive.id}`}
          target="_self"
          download
          aria-label={t.downloadLabel(t.kinds[kind], span)}
        >
          <Download size={16} aria-hidden="true" />
          {t.download}
        </a>
      )}
    </li>
  )
}
