export const INCOMING_STATUSES = ['active', 'paused'] as const
/** What a request becomes: a record of a module, or an event. */
export const INCOMING_TARGETS = ['record', 'event'] as const
export const INCOMING_ACTIONS = ['create', 'update', 'upsert'] as const

/** How senders prove who they are. */
export const VERIFICATION_KINDS = [
  'none',
  'header',
  'hmac',
  'standard',
  'github',
  'stripe',
  'shopify',
  'slack',
] as const
export type VerificationKind = (typeof VERIFICATION_KINDS)[number]

export const HMAC_ALGORITHMS = ['sha256', 'sha1', 'sha512'] as const
export const HMAC_ENCODINGS = ['hex', 'base64'] as const
/** How the text of a secret stands for its bytes. */
export const SECRET_ENCODINGS = ['text', 'base64', 'hex'] as const

/** How far the time of a signature may be from the arrival of its request, seconds. */
export const TOLERANCE_SECONDS = { min: 10, max: 86_400, default: 300 } as const

/**
 * `accepted`: it became a record or an event; `refused`: nothing was written; `repeated`: the sender sent it before, and
 * got the first answer; `challenge`: the sender checked the URL.
 */
export const REQUEST_VERDICTS = ['accepted', 'refused', 'repeated', 'challenge'] as const
export type RequestVerdict = (typeof REQUEST_VERDICTS)[number]
export const REQUEST_RESULTS = ['created', 'updated', 'unchanged', 'published'] as const
export type RequestResult = (typeof REQUEST_RESULTS)[number]

/** Requests that an incoming webhook takes per minute unless told otherwise, and the most it can be set to. */
export const INCOMING_PER_MINUTE = { default: 600, max: 100_000 } as const

/** Maximum fields of a mapping, and characters of one path or expression. */
export const MAX_MAPPED_FIELDS = 100
export const MAX_MAPPING_TEXT = 2000
/** Maximum characters of the name of a header, of the secret of a sender, and of the id of a delivery. */
export const MAX_SENDER_HEADER = 100
export const MAX_SENDER_SECRET = 500
export const MAX_SENDER_ID = 200
/** Maximum size of a request, KB. */
export const MAX_INCOMING_KB = 1024
/** Maximum size of a body in the answer about a request, KB; more is cut. */
export const MAX_SHOWN_KB = 256
/** Maximum requests that one call replays. */
export const MAX_REPLAYED = 100
/** Requests that one job replays by filter. */
export const MAX_REPLAY_JOB = 10_000
/** Verdicts whose requests a job can replay. */
export const REPLAYABLE_VERDICTS = ['refused', 'accepted'] as const
export type ReplayableVerdict = (typeof REPLAYABLE_VERDICTS)[number]
