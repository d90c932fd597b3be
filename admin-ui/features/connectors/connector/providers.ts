import { Blocks, Boxes, Hash, type LucideIcon, MessageSquare, Workflow, Zap } from 'lucide-preact'
import type { AnyProvider } from '../../../../contract/connectors.data.ts'

/** The name of each platform, which is the same in every language, and its icon. */
export const PROVIDERS: Record<AnyProvider, { name: string; icon: LucideIcon }> = {
  zapier: { name: 'Zapier', icon: Zap },
  make: { name: 'Make', icon: Boxes },
  n8n: { name: 'n8n', icon: Workflow },
  slack: { name: 'Slack', icon: Hash },
  discord: { name: 'Discord', icon: MessageSquare },
  custom: { name: 'REST hook', icon: Blocks },
}
