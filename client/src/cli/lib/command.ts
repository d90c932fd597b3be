import type { ParseArgsConfig } from 'node:util'
import type { Io } from './io.ts'

type Options = NonNullable<ParseArgsConfig['options']>
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** A command, such as `keys list`. */
export type Command = {
  name: string
  /** Its arguments, as the help shows them. */
  usage: string
  summary: string
  options: Options
  /** How many arguments it takes: at least, at most. */
  arguments: [least: number, most: number]
  /** Candidates for its first argument, for completion. */
  complete?: (io: Io) => Promise<string[]>
  run(io: Io, given: { args: string[]; values: Values; isJson: boolean }): Promise<void>
}

/** An option that is one text. */
export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** An option that can be given several times. */
export const textsOf = (values: Values, name: string): string[] => {
  const value = values[name]
  return Array.isArray(value) ? value.map(String) : []
}
