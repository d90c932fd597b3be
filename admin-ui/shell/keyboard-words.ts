import { defineWords } from '../format/language.ts'

/** What the list of shortcuts says. */
export const words = defineWords({
  keyboardTitle: 'Keyboard shortcuts',
  keyboardOff: 'Single keys are turned off. Ctrl+K still works.',
  keyboardOn: 'Turn single keys on',
  keyboardTurnOff: 'Turn single keys off',
  thenKey: 'then',
  keys: {
    search: 'Search in this page',
    create: 'Create',
    keys: 'Go to API Keys',
    webhooks: 'Go to Webhooks',
    logs: 'Go to Event Logs',
    alerts: 'Go to Alerts',
    auditLog: 'Go to Audit Log',
    settings: 'Go to Settings',
    help: 'Show this list',
    palette: 'Open the command list',
    close: 'Close a dialog or menu',
  },
})
