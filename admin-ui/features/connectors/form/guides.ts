import type { ConnectorProvider } from '../../../../contract/connectors.data.ts'
import { m } from '../../../messages/index.ts'

/** What a platform is good for, how to get its URL, and how that looks. */
export const GUIDES: Record<ConnectorProvider, { text: () => string; steps: () => string[]; example: string }> = {
  slack: {
    text: () => m.connectors_slack_text(),
    steps: () => [m.connectors_slack_step_1(), m.connectors_slack_step_2(), m.connectors_slack_step_3()],
    example: 'https://hooks.slack.com/services/...',
  },
  discord: {
    text: () => m.connectors_discord_text(),
    steps: () => [m.connectors_discord_step_1(), m.connectors_discord_step_2(), m.connectors_discord_step_3()],
    example: 'https://discord.com/api/webhooks/...',
  },
  zapier: {
    text: () => m.connectors_zapier_text(),
    steps: () => [m.connectors_zapier_step_1(), m.connectors_zapier_step_2(), m.connectors_zapier_step_3()],
    example: 'https://hooks.zapier.com/hooks/catch/...',
  },
  make: {
    text: () => m.connectors_make_text(),
    steps: () => [m.connectors_make_step_1(), m.connectors_make_step_2(), m.connectors_make_step_3()],
    example: 'https://hook.eu1.make.com/...',
  },
  n8n: {
    text: () => m.connectors_n8n_text(),
    steps: () => [m.connectors_n8n_step_1(), m.connectors_n8n_step_2(), m.connectors_n8n_step_3()],
    example: 'https://n8n.example.com/webhook/...',
  },
}
