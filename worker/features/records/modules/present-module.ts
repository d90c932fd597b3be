import type { Module } from '../../../../contract/modules.ts'
import { presentField } from './field.ts'
import type { ModuleRow } from './module-store.ts'

/** A module as the API shows it. `built`: how many records the indexes have that are being built, by the keys of fields. */
export const presentModule = (row: ModuleRow, built: ReadonlyMap<string, number> = new Map()): Module => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  fields: row.fields.map((field) => {
    const done = built.get(field.key)
    const shown = presentField(field)
    if (done === undefined) return shown
    return { ...shown, ...(shown.building && { building: { done } }), ...(shown.checking && { checking: { done } }) }
  }),
  createdAt: new Date(row.createdAt).toISOString(),
  createdBy: row.createdBy,
  updatedAt: new Date(row.updatedAt).toISOString(),
})

/** The settings of a module that audit entries contain. */
export const auditedModule = ({ name, description, fields }: ModuleRow) => ({
  name,
  description,
  fields: fields.map(presentField),
})
