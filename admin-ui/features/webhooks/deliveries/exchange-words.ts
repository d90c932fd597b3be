import { defineWords, formatMilliseconds } from '../../../format/language.ts'

/** Texts about one attempt: request, response, error. */
export const words = defineWords({
  sending: (host: string) => `Waiting for ${host} to answer.`,
  success: 'Success',
  failed: 'Failed',
  status: (status: number) => `Status ${status}`,
  noResponse: 'No response',
  within: (ms: number) => `in ${formatMilliseconds(ms)}`,
  error: 'Error',
  errorKinds: {
    timeout: 'Timed out',
    connection: 'No connection',
    redirect: 'Redirect, which is not followed',
    status: 'Answered with an error',
    blocked: 'Address not allowed',
    transform: 'Transformation failed',
    filter: 'Filter could not be decided',
    interrupted: 'Processing ended unexpectedly',
    secrets: 'Secrets cannot be opened',
  },
  request: 'Request',
  response: 'Response',
  requestHeaders: 'Request headers',
  requestBody: 'Request body',
  responseHeaders: 'Response headers',
  responseBody: 'Response body',
  noHeaders: 'No headers',
  emptyBody: 'Empty',
  copyRequest: 'Copy request body',
  copyResponse: 'Copy response body',
})
