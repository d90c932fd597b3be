import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

// Lists are searched and sorted by what `fold` makes of their texts: SQLite itself knows the case of ASCII letters alone.
// The column holds the name on its first line and what else is looked through behind it. In rows that are older than the
// column it is null until a job has filled it; until then such a row is compared as SQLite can.

type Columns = { searchText: SQLWrapper; name: SQLWrapper; others: readonly SQLWrapper[] }

const textOf = ({ searchText, name, others }: Columns): SQL =>
  sql`coalesce(${searchText}, lower(${sql.join([name, ...others], sql` || char(10) || `)}))`

/** Whether the name or another text of a row holds a folded text. */
export const holdsText = (columns: Columns, folded: string): SQL => sql`instr(${textOf(columns)}, ${folded}) > 0`

/** What a list is sorted by when it is sorted by name. */
export const sortName = (columns: Columns): SQL<string> =>
  sql<string>`substr(${textOf(columns)}, 1, instr(${textOf(columns)}, char(10)) - 1)`
