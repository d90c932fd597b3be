import type { Deps } from '../deps.ts'

/** A member or an API key of an organization. */
export type Holder = { organizationId: string; type: 'person' | 'key'; id: string }

/** What depends on the rights of a member or a key, such as the grants of apps that it answers for. */
export type HolderWatcher = {
  /**
   * Is called after its rights were changed, and before that is answered: it returns once nothing is admitted under the
   * rights from before.
   *
   * @throws Refusal `not_confirmed` (503) if that cannot be confirmed: it is safe to repeat
   */
  changed: (deps: Deps, holder: Holder) => Promise<void>
}
