import { useState } from 'preact/hooks'
import type { Field, Module } from '../../../../client/src/generated.ts'
import { readStored, writeStored } from '../../../hooks/storage.ts'

/** Fields that are shown until the user chooses. */
const SHOWN = 5

const chosenFor = ({ slug, fields }: Module): Field[] => {
  const names = readStored(`columns.${slug}`)?.split(' ')
  const chosen = fields.filter(({ name }) => names?.includes(name))
  if (chosen.length > 0) return chosen
  const shown = fields.filter(({ type }) => type !== 'json').slice(0, SHOWN)
  // The first column is the name of a record, which a reference to another is not.
  const name = shown.find(({ type }) => type !== 'reference')
  return name ? [name, ...shown.filter((field) => field !== name)] : shown
}

/** The fields that the table of a module shows: the first ones, or those that were chosen in this browser. */
export function useColumns(module: Module) {
  const [, redraw] = useState(0)
  const all = chosenFor(module)
  return {
    // All fields may be JSON.
    shown: all.length > 0 ? all : module.fields.slice(0, SHOWN),
    /** Chooses fields by name; none of them: the first ones again. */
    choose: (names: readonly string[]) => {
      writeStored(`columns.${module.slug}`, names.length > 0 ? names.join(' ') : null)
      redraw((count) => count + 1)
    },
  }
}

export type Columns = ReturnType<typeof useColumns>
