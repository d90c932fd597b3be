export { findRotationCount, restartRotationCount } from './key-usage-store.ts'
