/** Signatures of client assertions that are accepted. No HMAC: it would need the secret in readable form. */
export const ASSERTION_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']
