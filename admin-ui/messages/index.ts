/**
 * The texts of the dashboard: one function per message, compiled from en.json by `node scripts/compile-messages.ts`.
 */
export * as m from './compiled/messages/_index.js'
