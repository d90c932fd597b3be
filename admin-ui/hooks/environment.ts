import { signal } from '@preact/signals'
import { ENVIRONMENTS } from '../../contract/common.data.ts'
import { readStored, writeStored } from './storage.ts'

export type EnvironmentChoice = (typeof ENVIRONMENTS)[number] | ''

const known = (text: string | null | undefined): EnvironmentChoice => ENVIRONMENTS.find((one) => one === text) ?? ''

const chosen = signal<EnvironmentChoice>(known(readStored('environment')))

/**
 * The environment that pages show: the one in the URL, so that a link shows what it showed, otherwise the last choice
 * of the switch in the header. '' for both.
 */
export const environmentOf = (query: Record<string, string>): EnvironmentChoice =>
  known(query.environment) || chosen.value

/** Chooses the environment for all pages, now and for later visits. */
export function chooseEnvironment(choice: EnvironmentChoice) {
  chosen.value = choice
  writeStored('environment', choice || null)
}
