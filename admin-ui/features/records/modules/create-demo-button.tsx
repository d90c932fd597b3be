import { Sparkles } from 'lucide-preact'
import { environmentOf } from '../../../hooks/environment.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { useCreateDemoData } from './demo-queries.ts'

/** Creates the demonstration data with one click, in the environment that pages show. */
export function CreateDemoDataButton({ url }: { url: UrlState }) {
  const create = useCreateDemoData()
  if (!useCan('modules:write', 'records:write')) return null
  const environment = environmentOf(url.query) || 'live'
  return (
    <Button icon={Sparkles} busy={create.isPending} onClick={() => create.mutate(environment)}>
      {m.records_demo_create()}
    </Button>
  )
}
