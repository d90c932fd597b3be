import type { Module } from '../../../../contract/modules.ts'
import { presentField } from './field.ts'
import type { ModuleRow } from './module-store.ts'

/** A module as the API shows it. */
export const presentModule = (row: ModuleRow): Module => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  fields: row.fields.map(presentField),
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
