import type { CreateModule, FieldInput } from '../../../../contract/modules.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'

/** The ids of the records that were written so far, by module, in their order. */
export type WrittenIds = Readonly<Record<string, readonly string[]>>

/** A module of the demonstration data. `by`: its unique field. `records`: its records; references name earlier modules. */
export type DemoModule = {
  module: CreateModule
  by: string
  records: (ids: WrittenIds, now: number) => JsonObject[]
}

const DAY_MS = 86_400_000

const field = (name: string, label: string, type: FieldInput['type'], more: Partial<FieldInput> = {}): FieldInput => ({
  name,
  label,
  type,
  required: false,
  unique: false,
  indexed: false,
  ...more,
})

/** `days` before now, as a date and time; `date` without the time. */
const instant = (now: number, days: number): string => new Date(now - days * DAY_MS).toISOString()
const date = (now: number, days: number): string => instant(now, days).slice(0, 10)
const idAt = (ids: WrittenIds, module: string, index: number): string | null => ids[module]?.[index] ?? null

type Member = [username: string, name: string, role: string, reputation: number, joinedDaysAgo: number]
const MEMBERS: Member[] = [
  ['ada', 'Ada Marsh', 'Admin', 4210, 720],
  ['ben', 'Ben Okafor', 'Moderator', 2985, 640],
  ['chloe', 'Chloe Laurent', 'Member', 1310, 455],
  ['dmitri', 'Dmitri Sokolov', 'Member', 870, 390],
  ['elena', 'Elena Ruiz', 'Moderator', 2240, 362],
  ['farid', 'Farid Haddad', 'Member', 405, 210],
  ['grace', 'Grace Kim', 'Member', 268, 151],
  ['hugo', 'Hugo Lindqvist', 'Member', 95, 64],
  ['ines', 'Ines Carvalho', 'Member', 31, 18],
  ['jonas', 'Jonas Weber', 'Member', 0, 2],
]

type Thread = [title: string, author: number, category: string, pinned: boolean, daysAgo: number]
const THREADS: Thread[] = [
  ['Read this before you post', 0, 'Announcements', true, 700],
  ['Which broker do you use, and why?', 2, 'General', false, 31],
  ['My first month: what I learned', 5, 'General', false, 24],
  ['Indicator repaints on closed bars', 3, 'Help', false, 17],
  ['Backtest results differ between two machines', 6, 'Help', false, 11],
  ['Expert advisor for news days', 4, 'Showcase', false, 8],
  ['Maintenance on Sunday at 06:00', 1, 'Announcements', true, 5],
  ['How do I close half of a position?', 8, 'Help', false, 1],
]

type Post = [thread: number, author: number, body: string, likes: number, flagged: boolean, daysAgo: number]
const POSTS: Post[] = [
  [0, 0, 'Be kind, search first, and post the numbers with the question.', 58, false, 700],
  [0, 4, 'Pinned. Please also say which version you use.', 21, false, 698],
  [1, 2, 'I moved last year because of the spreads. What about you?', 9, false, 31],
  [1, 3, 'Fast payouts matter more to me than spreads.', 7, false, 30],
  [1, 7, 'Does anybody have experience with small accounts?', 1, false, 28],
  [2, 5, 'I lost a little and learned a lot. Here is my journal.', 34, false, 24],
  [2, 1, 'Thank you for the honest numbers.', 12, false, 23],
  [2, 9, 'Buy my course, link in profile!', 0, true, 2],
  [3, 3, 'The arrow moves after the bar has closed. Code attached.', 3, false, 17],
  [3, 4, 'You read the last bar while it is still open. Use the one before.', 15, false, 17],
  [3, 3, 'That was it. Solved.', 4, false, 16],
  [4, 6, 'Same settings, other results. Is it the tick data?', 2, false, 11],
  [4, 2, 'Compare the time zones of both machines first.', 8, false, 10],
  [5, 4, 'It stays out of the market for an hour around releases.', 19, false, 8],
  [5, 6, 'Works well on my demo account so far.', 5, false, 6],
  [6, 1, 'The forum will be read-only for about an hour.', 6, false, 5],
  [7, 8, 'I only find "close all". Is there a way to close a part?', 0, false, 1],
  [7, 1, 'Change the volume in the order window before you close.', 3, false, 1],
]

type Payment = [user: number, type: string, amount: number, currency: string, status: string, daysAgo: number]
const PAYMENTS: Payment[] = [
  [2, 'Deposit', 250, 'USD', 'Completed', 30],
  [5, 'Deposit', 100, 'EUR', 'Completed', 26],
  [4, 'Purchase', 49.9, 'USD', 'Completed', 21],
  [3, 'Purchase', 19.5, 'EUR', 'Refunded', 16],
  [3, 'Withdrawal', 80, 'EUR', 'Completed', 12],
  [6, 'Deposit', 500, 'USD', 'Completed', 9],
  [6, 'Purchase', 129, 'USD', 'Completed', 8],
  [2, 'Withdrawal', 120, 'USD', 'Pending', 2],
  [8, 'Deposit', 25, 'EUR', 'Pending', 1],
  [7, 'Purchase', 9.99, 'USD', 'Failed', 0],
]

const described = (what: string) => `Demonstration data: ${what}`

/** A small forum: users, threads, posts and transactions. Each module refers only to those before it. */
export const FORUM: readonly DemoModule[] = [
  {
    module: {
      slug: 'users',
      name: 'Users',
      description: described('members of a forum.'),
      fields: [
        field('username', 'Username', 'text', { required: true, unique: true }),
        field('email', 'Email', 'email', { unique: true }),
        field('name', 'Name', 'text'),
        field('role', 'Role', 'select', { options: ['Member', 'Moderator', 'Admin'], indexed: true }),
        field('reputation', 'Reputation', 'number', { indexed: true }),
        field('banned', 'Banned', 'boolean'),
        field('joined', 'Joined', 'date', { indexed: true }),
      ],
    },
    by: 'username',
    records: (_, now) =>
      MEMBERS.map(([username, name, role, reputation, days]) => ({
        username,
        email: `${username}@forum.example`,
        name,
        role,
        reputation,
        banned: false,
        joined: date(now, days),
      })),
  },
  {
    module: {
      slug: 'threads',
      name: 'Threads',
      description: described('what the members talk about.'),
      fields: [
        field('title', 'Title', 'text', { required: true }),
        field('number', 'Number', 'number', { required: true, unique: true }),
        field('category', 'Category', 'select', {
          options: ['Announcements', 'General', 'Help', 'Showcase'],
          indexed: true,
        }),
        field('pinned', 'Pinned', 'boolean', { indexed: true }),
        field('started', 'Started', 'datetime', { indexed: true }),
        field('author', 'Author', 'reference', { module: 'users' }),
      ],
    },
    by: 'number',
    records: (ids, now) =>
      THREADS.map(([title, author, category, pinned, days], index) => ({
        number: index + 1,
        title,
        author: idAt(ids, 'users', author),
        category,
        pinned,
        started: instant(now, days),
      })),
  },
  {
    module: {
      slug: 'posts',
      name: 'Posts',
      description: described('answers in the threads.'),
      fields: [
        field('body', 'Text', 'text', { required: true }),
        field('number', 'Number', 'number', { required: true, unique: true }),
        field('likes', 'Likes', 'number'),
        field('flagged', 'Flagged', 'boolean', { indexed: true }),
        field('posted', 'Posted', 'datetime', { indexed: true }),
        field('thread', 'Thread', 'reference', { module: 'threads', indexed: true }),
        field('author', 'Author', 'reference', { module: 'users' }),
      ],
    },
    by: 'number',
    records: (ids, now) =>
      POSTS.map(([thread, author, body, likes, flagged, days], index) => ({
        number: index + 1,
        thread: idAt(ids, 'threads', thread),
        author: idAt(ids, 'users', author),
        body,
        likes,
        flagged,
        posted: instant(now, days),
      })),
  },
  {
    module: {
      slug: 'transactions',
      name: 'Transactions',
      description: described('payments of the members.'),
      fields: [
        field('reference', 'Reference', 'text', { required: true, unique: true }),
        field('type', 'Type', 'select', { options: ['Deposit', 'Withdrawal', 'Purchase'], indexed: true }),
        field('amount', 'Amount', 'number', { indexed: true }),
        field('currency', 'Currency', 'select', { options: ['USD', 'EUR'] }),
        field('status', 'Status', 'select', {
          options: ['Pending', 'Completed', 'Refunded', 'Failed'],
          indexed: true,
        }),
        field('made', 'Made', 'datetime', { indexed: true }),
        field('user', 'User', 'reference', { module: 'users', indexed: true }),
      ],
    },
    by: 'reference',
    records: (ids, now) =>
      PAYMENTS.map(([user, type, amount, currency, status, days], index) => ({
        reference: `TX-${1001 + index}`,
        user: idAt(ids, 'users', user),
        type,
        amount,
        currency,
        status,
        made: instant(now, days),
      })),
  },
]
