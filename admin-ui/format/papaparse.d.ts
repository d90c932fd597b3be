/** Only the parts that are used. The published types depend on those of Node, which must not be available here. */
declare module 'papaparse' {
  type Step<T> = { data: T; errors: { type: string; message: string }[]; meta: { cursor: number } }
  type Config<T> = {
    delimiter: string
    fastMode: boolean
    step: (row: Step<T>, parser: { abort(): void }) => void
  }
  const Papa: {
    parse<T>(text: string, config: Config<T>): void
    unparse(rows: readonly (readonly string[])[]): string
  }
  export default Papa
}
