// The purpose of each encrypted value: it can only be decrypted for the same purpose.

/** A whole key that was created as recoverable. */
export const SEALED_KEY = 'recoverable api key'
/** The signing secret of a webhook, current or previous. */
export const SEALED_SECRET = 'webhook signing secret'
/** The custom headers of a webhook, as JSON. */
export const SEALED_HEADERS = 'webhook headers'
/** The secrets that an incoming webhook shares with its sender, as JSON. */
export const SEALED_SENDER_SECRETS = 'secrets of senders'
/** What `/oauth/authorize` has checked, in the URL of the consent page. */
export const SEALED_AUTHORIZATION = 'authorization request'
/** The same with the user of the host product who was signed in, in the URL of their consent page. */
export const SEALED_EXTERNAL_CONSENT = 'consent of an external user'
/** A pushed authorization request (RFC 9126), in its `request_uri`. */
export const SEALED_PUSHED_REQUEST = 'pushed authorization request'
/** The private part of a key that signs identities for upstreams, as PKCS #8. */
export const SEALED_SIGNING_KEY = 'identity signing key'
/** The header rules of a gateway route for requests, as JSON. */
export const SEALED_ROUTE_HEADERS = 'gateway route headers'
