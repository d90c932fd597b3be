import type { DemoData } from '../../../../contract/demo-data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { demoModules } from './demo-modules.ts'

/** The demonstration data of the organization. */
export async function readDemoData({ db }: Deps, actor: Actor): Promise<DemoData> {
  requireScope(actor, 'modules:read')
  return demoModules(db, actor.organization.id)
}
