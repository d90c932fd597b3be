import type { ScopeGroup } from '../../../contract/scopes.data.ts'
import type { Actor } from '../auth/actor.ts'
import type { Deps } from '../deps.ts'

/** Scopes of what an organization has made, for the catalog: those of its modules. Returns only what the actor may see. */
export type ScopeGroups = (deps: Deps, actor: Actor) => Promise<ScopeGroup[]>
