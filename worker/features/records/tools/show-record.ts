import type { Field } from '../../../../contract/modules.ts'
import { OPERATORS_OF_TYPE } from '../../../../contract/records.data.ts'
import type { ModuleRecord } from '../../../../contract/records.ts'
import { pageLink } from '../../../platform/manifest/tools/answer.ts'

/** The page of a module, or of one of its records. */
export const moduleLink = (slug: string, record?: string): string =>
  pageLink('/incoming', { view: 'modules', module: slug, record })

/** A record without the name of its module, which the caller has said. Fields without a value are left out. */
export const showRecord = ({ module: _, data, ...record }: ModuleRecord) => ({
  ...record,
  data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)),
})

/** A field with what a query can do with it. */
export const showField = ({ name, label, type, required, unique, indexed, options, module, building }: Field) => ({
  name,
  label,
  type,
  required,
  unique,
  ...((indexed || unique) && !building && { filterBy: OPERATORS_OF_TYPE[type] }),
  ...(options && { options }),
  ...(module !== undefined && { module }),
})
