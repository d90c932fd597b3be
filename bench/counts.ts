/** What a Worker has asked of its bindings since it started: counted by runtime/counting.ts. */
export type Counts = {
  objectCalls: number
  objectRows: number
  d1Queries: number
  d1RowsWritten: number
  d1RowsRead: number
  messages: number
  bytes: number
}
