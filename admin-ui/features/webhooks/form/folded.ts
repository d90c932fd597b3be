/** Paths of the settings in each folded part of the form. */
export const FOLDED = {
  delivery: [
    'contentType',
    'timeoutSeconds',
    'maxRetries',
    'disableAfterFailures',
    'rateLimitPerSecond',
    'maxConcurrency',
  ],
  shaping: ['filter', 'transform'],
}

/** Paths of everything that most webhooks do not change. */
export const ADVANCED = ['headers', 'description', ...FOLDED.delivery, ...FOLDED.shaping]
