import { plainName } from '../../../contract/capture.data.ts'

/** Parts of a header's or field's name that mark its value as a secret, wherever in the name they occur. */
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
    // The key decrypts the answer that is stored for it.
    'idempotencykey',
    'credential',
    'codeverifier',
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

/**
 * Names that mark a secret only as the whole name: `key` does, `keyId` does not. A body may contain any header as a
 * field.
 */
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

/** Cache of names that were checked: most calls have the same names as an earlier one. */
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
 * A function that recognizes names whose values must be redacted: the built-in ones, and `own`. In a path such as
 * `user[password]` or `payment.card` each part is checked.
 */
export function secretNames(own: readonly string[]): IsSecretName {
  const names = new Set(own.map(plainName))
  if (names.size === 0) return isSecretEverywhere
  const isOwn = (name: string) =>
    names.has(plainName(name)) || name.split(/[[\].]+/).some((part) => names.has(plainName(part)))
  return (name) => isSecretEverywhere(name) || isOwn(name)
}
