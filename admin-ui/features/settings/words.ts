import { defineWords } from '../../format/language.ts'

export const words = defineWords({
  title: 'Settings',
  preferencesTitle: 'Preferences',
  preferencesLead: 'Kept in this browser.',
  theme: 'Theme',
  themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  shortcuts: 'Keyboard shortcuts',
  shortcutsHint: 'Single keys such as C or / act at once. Turn them off if you use speech input. Press ? for the list.',
})
