import { defineWords } from '../format/language.ts'

/** What the command list says. */
export const words = defineWords({
  paletteTitle: 'Commands',
  paletteHint: 'Type what you want to do',
  paletteNone: 'No command by that name.',
  goTo: (place: string) => `Go to ${place}`,
  createKey: 'Create an API key',
  createWebhook: 'Create a webhook',
})
