import { useQuery } from '@tanstack/preact-query'
import { moduleHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { Middle } from '../../../ui/middle.tsx'
import { useModules } from '../modules/queries.ts'
import { newestQuery, readRecord } from './queries.ts'
import { titleOf } from './title.ts'

type ReferenceProps = {
  /** The module of the other record. */
  slug: string
  id: string
  /** On one line. */
  short?: boolean
  /** Its record is read if it is not among the newest of its module; false in a table with many. */
  readsOne?: boolean
}

/** A link to another record by its title. Its id stands in until that is known, and where it may not be read. */
export function Reference({ slug, id, short = false, readsOne = true }: ReferenceProps) {
  const title = useTitle(slug, id, readsOne)
  const text = title || id
  return (
    <a class={short ? 'link block' : 'link wrap-anywhere'} href={moduleHref(slug, { record: id })} title={text}>
      {short && !title ? <Middle text={id} tail={5} /> : short ? <span class="block truncate">{text}</span> : text}
    </a>
  )
}

/** The title of a record; empty until it is known. The newest records of a module are read at once, others one by one. */
export function useTitle(slug: string, id: string, readsOne: boolean): string {
  const mayRead = useCan('records:read')
  const fields = useModules().data?.data.find((module) => module.slug === slug)?.fields
  const newest = useQuery({ ...newestQuery(slug), enabled: mayRead })
  const known = newest.data?.data.find((record) => record.id === id)
  const one = useQuery({
    queryKey: ['records', slug, 'one', id],
    queryFn: ({ signal }) => readRecord(slug, id, signal),
    enabled: mayRead && readsOne && newest.isSuccess && known === undefined,
    staleTime: 60_000,
    retry: false,
  })
  const record = known ?? one.data?.data
  return fields && record ? titleOf(fields, record.data) : ''
}
