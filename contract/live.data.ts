/** Entries per second that each listener gets; if there are more, the newest are sent and the others counted. */
export const STREAM_PER_SECOND = 100
