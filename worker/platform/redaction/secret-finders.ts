import type { Config } from '../env.ts'

/** Finds secrets of one kind where they must not be stored in readable form. */
export type SecretFinder = {
  /**
   * The paths, such as `metadata.note` or `tags.0`, of all texts in `value` that hold a whole secret of this installation.
   * `mayHold` names the fields where a secret is allowed.
   */
  find: (config: Config, value: unknown, mayHold?: (path: string) => boolean) => string[]
  /** What the 422 says of such a field. It must not repeat the field's value. */
  message: string
}

let installed: readonly SecretFinder[] | undefined

/** Makes the finders of all features known. Called once, when the Worker starts. */
export function installSecretFinders(finders: readonly SecretFinder[]): void {
  installed = finders
}

/**
 * What is wrong with an input that holds secrets, field by field; empty when it holds none.
 *
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
