import { defineWords, formatNumber, plural } from '../../../format/language.ts'

const webhooks = (count: number) => plural(count, { one: '# webhook', other: '# webhooks' })

/** Texts of the bulk actions on webhooks. */
export const words = defineWords({
  bar: 'Chosen webhooks',
  chosen: (count: number) => `${webhooks(count)} chosen`,
  pause: 'Pause',
  resume: 'Resume',
  test: 'Test',
  delete: 'Delete',
  titles: {
    pause: (count: number) => `Pausing ${webhooks(count)}`,
    resume: (count: number) => `Resuming ${webhooks(count)}`,
    test: (count: number) => `Testing ${webhooks(count)}`,
    delete: (count: number) => `Delete ${webhooks(count)}?`,
  },
  deleteText:
    'Nothing is sent to these addresses any more, not even what still waits or is held. This action cannot be undone.',
  resumeTitle: (count: number) => `Resume ${webhooks(count)}?`,
  resumeText: 'New events are sent to them again.',
  resumeButton: (count: number) => `Resume ${webhooks(count)}`,
  sendHeld: (count: string, hooks: number) => `Send ${count} of ${webhooks(hooks)}`,
  heldHint: 'Otherwise they stay held. Send them later on the page of each webhook.',
  names: 'Webhooks concerned',
  deleteCheck: (count: number) => `Yes, delete ${webhooks(count)}`,
  deleteButton: (count: number) => `Delete ${webhooks(count)}`,
  progress: (done: number, count: number) => `${formatNumber(done)} of ${webhooks(count)} done`,
  stopping: 'Stops after those under way.',
  done: {
    pause: (count: number) => `${webhooks(count)} paused.`,
    resume: (count: number) => `${webhooks(count)} resumed.`,
    test: (count: number) => `A test is on its way to ${webhooks(count)}. See it among their deliveries.`,
    delete: (count: number) => `${webhooks(count)} deleted.`,
  },
  untried: (count: number) => `${webhooks(count)} not tried.`,
})
