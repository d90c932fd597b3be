import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

// Lists are searched and sorted by the result of `fold`, because SQLite only ignores the case of ASCII letters. The
// column has the folded name on its first line, followed by the other searchable texts. In rows older than the column
// it is null until a job has filled it; until then such a row is compared with SQLite's own rules.

type Columns = { searchText: SQLWrapper; name: SQLWrapper; others: readonly SQLWrapper[] }

const textOf = ({ searchText, name, others }: Columns): SQL =>
  sql`coalesce(${searchText}, lower(${sql.join([name, ...others], sql` || char(10) || `)}))`

/** Condition: the name or another text of a row contains a folded text. */
export const holdsText = (columns: Columns, folded: string): SQL => sql`instr(${textOf(columns)}, ${folded}) > 0`

/** The sort key of a list that is sorted by name. */
export const sortName = (columns: Columns): SQL<string> =>
  sql<string>`substr(${textOf(columns)}, 1, instr(${textOf(columns)}, char(10)) - 1)`
