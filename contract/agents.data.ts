export const APPROVAL_STATUSES = ['pending', 'approved', 'denied', 'expired', 'used'] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

/** How long a call waits for a person, and how long an approved call can be made, seconds. */
export const APPROVAL_SECONDS = 3600
/** Waiting calls of one credential; more are refused. */
export const MAX_PENDING_APPROVALS = 50
/** Maximum size of the arguments of a tool call, as JSON. */
export const MAX_ARGUMENTS_KB = 256
/** Most tools that one list contains. Clients read one page. */
export const MAX_TOOLS = 600
/** Maximum characters of a result: about 25,000 tokens. */
export const MAX_RESULT_CHARACTERS = 60_000

/** The page of the dashboard that shows one approval. Paths below `/gateway` are those of gateway routes. */
export const approvalPath = (id: string): `/${string}` => `/gateway-routes?view=approvals&id=${id}`
