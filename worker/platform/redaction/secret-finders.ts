import type { Config } from '../env.ts'

/** Finds secrets of one kind in input where they must not be stored in readable form. */
export type SecretFinder = {
  /**
   * The paths, such as `metadata.note` or `tags.0`, of all strings in `value` that contain a whole secret of this
   * installation. `mayHold` names the fields where a secret is allowed.
   */
  find: (config: Config, value: unknown, mayHold?: (path: string) => boolean) => string[]
  /** The message of the 422 for such a field. It must not repeat the field's value. */
  message: string
}

let installed: readonly SecretFinder[] | undefined

/** Registers the finders of all features. Called once, when the Worker starts. */
export function installSecretFinders(finders: readonly SecretFinder[]): void {
  installed = finders
}

/**
 * Errors for the fields of an input that contain secrets; empty if none does.
 * @throws Error before `worker/features.ts` was loaded
 */
export function findSecrets(
  config: Config,
  value: unknown,
  mayHold?: (path: string) => boolean,
): { path: string; message: string }[] {
  if (!installed) throw new Error('worker/features.ts is not loaded')
  return installed.flatMap(({ find, message }) => find(config, value, mayHold).map((path) => ({ path, message })))
}
