import { defineWords, formatNumber, plural } from '../../../format/language.ts'

const keys = (count: number) => plural(count, { one: '# key', other: '# keys' })

/** Texts of the bulk actions on keys. */
export const words = defineWords({
  bar: 'Chosen keys',
  chosen: (count: number) => `${keys(count)} chosen`,
  disable: 'Disable',
  enable: 'Enable',
  revoke: 'Revoke',
  delete: 'Delete',
  export: 'Export',

  titles: {
    disable: (count: number) => `Disabling ${keys(count)}`,
    enable: (count: number) => `Enabling ${keys(count)}`,
    revoke: (count: number) => `Revoke ${keys(count)}?`,
    delete: (count: number) => `Delete ${keys(count)}?`,
  },
  texts: {
    revoke: 'These keys will no longer work. This action cannot be undone.',
    delete:
      'These keys stop working and leave the list for good. Their calls stay in the event log. To keep them on record, revoke them instead.',
  },
  inUse: (count: number) =>
    plural(count, {
      one: '# of them was used in the last 7 days. Whatever uses it will stop working at once.',
      other: '# of them were used in the last 7 days. Whatever uses them will stop working at once.',
    }),
  names: 'Keys concerned',
  checks: {
    revoke: (count: number) => `Yes, revoke ${keys(count)}`,
    delete: (count: number) => `Yes, delete ${keys(count)}`,
  },
  buttons: {
    revoke: (count: number) => `Revoke ${keys(count)}`,
    delete: (count: number) => `Delete ${keys(count)}`,
  },
  progress: (done: number, count: number) => `${formatNumber(done)} of ${keys(count)} done`,
  slow: 'A key in use takes up to two seconds, until no edge accepts it any more.',
  stopping: 'Stops after the keys under way.',

  done: {
    disable: (count: number) => `${keys(count)} disabled. Calls with them are refused.`,
    enable: (count: number) => `${keys(count)} enabled.`,
    revoke: (count: number) => `${keys(count)} revoked.`,
    delete: (count: number) => `${keys(count)} deleted.`,
  },
  untried: (count: number) => `${keys(count)} not tried.`,

  fileName: 'api-keys.csv',
  columns: {
    name: 'Name',
    environment: 'Type',
    status: 'Status',
    key: 'Key',
    permissions: 'Permissions',
    perMinute: 'Limit per minute',
    perHour: 'Limit per hour',
    perDay: 'Limit per day',
    lastUsed: 'Last used',
    usage: 'Requests',
    created: 'Created',
    expires: 'Expires',
  },
})
