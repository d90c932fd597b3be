// Plain data: the dashboard prints it, so it must not pull in the validator.

/** How long after a failed attempt the next one comes, seconds. Further ones wait as long as the last. */
export const RETRY_DELAYS_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const
/** Each wait is moved at random by up to this share of it, either way. */
export const RETRY_JITTER = 0.2
/** Without a success for so long while attempts fail, a webhook is switched off. */
export const DISABLED_AFTER_DAYS = 5
