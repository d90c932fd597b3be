/** What a command sees of the world. */
export type Io = {
  env: Record<string, string | undefined>
  /** Writes a line of the result. */
  print(line: string): void
  /** Writes a line for people, which is no result. Nothing is written with --json. */
  note(line: string): void
  readStdin(): Promise<string>
  /** Asks for a secret without showing it. Null if nobody is there to answer. */
  askSecret(question: string): Promise<string | null>
  /** Ends what runs until it is stopped. */
  signal: AbortSignal
}

/** A mistake of the caller: exit code 2. */
export class UsageError extends Error {}

/** What was asked has a negative answer: exit code 3. */
export class Negative extends Error {}
