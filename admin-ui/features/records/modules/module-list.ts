import type { Module } from '../../../../client/src/generated.ts'

/** Whether a text is part of the name or the slug of a module. */
export const matchesModule = ({ name, slug }: Pick<Module, 'name' | 'slug'>, text: string): boolean => {
  const wanted = text.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || slug.includes(wanted)
}
