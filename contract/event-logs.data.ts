export const LOG_TYPES = ['api_call', 'webhook', 'auth', 'incoming', 'gateway', 'tool'] as const
export const LOG_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
/** The statuses of calls that were refused: without valid credentials, without the right, or over a limit. */
export const REFUSED_STATUSES = [401, 403, 429] as const
/** A status code, a class such as `4xx`, `success`, `failed` or `refused`. */
export const LOG_STATUS_PATTERN = /^([1-5]\d\d|[1-5]xx|success|failed|refused)$/
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
