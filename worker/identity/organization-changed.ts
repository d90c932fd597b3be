import type { Deps } from '../deps.ts'

/**
 * Called once a change of an organisation's settings is stored, and again by the same change sent twice: whoever enforces
 * a setting away from the database is told here. So far nobody does.
 */
export async function organizationChanged(_deps: Deps, _organizationId: string): Promise<void> {}
