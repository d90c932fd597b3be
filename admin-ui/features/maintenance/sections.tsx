export { ArchivesSection } from './archives-section.tsx'
export { JobsSection } from './jobs-section.tsx'
