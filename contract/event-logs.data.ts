export const LOG_TYPES = ['api_call', 'webhook', 'auth'] as const
export const LOG_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
/** A status code, a class such as `4xx`, `success` or `failed`. */
export const LOG_STATUS_PATTERN = /^([1-5]\d\d|[1-5]xx|success|failed)$/
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
