import { plainName } from '../../../contract/capture.ts'

/** What a name of a header or field holds when its value is a secret, wherever in the name it stands. */
const PARTS = new RegExp(
  [
    'token',
    'secret',
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'apikey',
    'accesskey',
    'authkey',
    'privatekey',
    'privkey',
    'signingkey',
    'encryptionkey',
    'masterkey',
    'accountkey',
    'sharedkey',
    'sshkey',
    'licensekey',
    // It opens the answer that is kept for it.
    'idempotencykey',
    'credential',
    'signature',
    'authorization',
    'cookie',
    'sessionid',
    'sessid',
    'csrf',
    'xsrf',
    'jwt',
    'cardnumber',
    'creditcard',
    'debitcard',
    'securitycode',
    'socialsecurity',
    'connectionstring',
    'seedphrase',
    'mnemonic',
    'onetimecode',
    'recoverycode',
    'backupcode',
  ].join('|'),
)

/** Names that mean a secret only when they stand alone: `key` does, `keyId` does not. Headers within a body may be any. */
const WHOLE = new Set(
  ['key', 'pass', 'pwd', 'psw', 'pin', 'otp', 'totp', 'auth', 'bearer', 'sig', 'hmac', 'sid', 'dsn', 'seed'].concat([
    'card',
    'pan',
    'cvv',
    'cvv2',
    'cvc',
    'cvc2',
    'csc',
    'ssn',
    'digest',
    'hash',
    'headers',
  ]),
)

export type IsSecretName = (name: string) => boolean

const isSecret = (plain: string): boolean => WHOLE.has(plain) || PARTS.test(plain)

/** Names that were looked at: most calls have those of another one. */
const known = new Map<string, boolean>()
const MAX_KNOWN = 2000

function isSecretEverywhere(name: string): boolean {
  let secret = known.get(name)
  if (secret === undefined) {
    secret = isSecret(plainName(name)) || name.split(/[[\].]+/).some((part) => isSecret(plainName(part)))
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(name, secret)
  }
  return secret
}

/**
 * Tells the names whose values must not be kept: those that mean a secret everywhere, and `own`. Of a path such as
 * `user[password]` or `payment.card` each part counts.
 */
export function secretNames(own: readonly string[]): IsSecretName {
  const names = new Set(own.map(plainName))
  if (names.size === 0) return isSecretEverywhere
  const isOwn = (name: string) =>
    names.has(plainName(name)) || name.split(/[[\].]+/).some((part) => names.has(plainName(part)))
  return (name) => isSecretEverywhere(name) || isOwn(name)
}
