import { defineWords } from '../format/language.ts'

export const words = defineWords({
  section: 'API & Integrations',
  skip: 'Skip to content',
  navigation: 'Main',
  goTo: (page: string) => `Go to ${page}`,
  account: 'Your account',
  accountOf: (name: string) => `${name}: your account`,
  theme: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' },
  keyboard: 'Keyboard shortcuts',
  signOut: 'Sign out',
  notFoundTitle: 'There is no such page',
  notFoundText: 'The address may be mistyped, or the page has moved.',
})
