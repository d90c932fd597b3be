/** How often a Worker has used its bindings since it started, as counted by runtime/counting.ts. */
export type Counts = {
  objectCalls: number
  objectRows: number
  d1Queries: number
  d1RowsWritten: number
  d1RowsRead: number
  messages: number
  bytes: number
}
