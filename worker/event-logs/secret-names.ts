import { plainName } from '../../contract/capture.ts'

/** What a name of a header or field holds when its value is a secret, wherever in the name it stands. */
const PARTS = [
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
]

/** Names that mean a secret only when they stand alone: `key` does, `keyId` does not. */
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
  ]),
)

export type IsSecretName = (name: string) => boolean

/**
 * Tells the names whose values must not be kept: those that mean a secret everywhere, and `own`. Of a path such as
 * `user[password]` or `payment.card` each part counts.
 */
export function secretNames(own: readonly string[]): IsSecretName {
  const names = new Set(own.map(plainName))
  const isOne = (name: string): boolean =>
    WHOLE.has(name) || names.has(name) || PARTS.some((part) => name.includes(part))
  return (name) => isOne(plainName(name)) || name.split(/[[\].]+/).some((part) => isOne(plainName(part)))
}
