/** `length` characters without a recognizable pattern, always the same for one `seed`. */
export function noise(
  seed: number,
  length: number,
  alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789',
) {
  let state = seed * 2654435761 + 12345
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    text += alphabet[(state >>> 8) % alphabet.length]
  }
  return text
}

/** Digits with a valid check digit of a card number. */
export function cardNumber(start: string, length: number, seed: number): string {
  const body = start + noise(seed, length - start.length - 1, '0123456789')
  for (let check = 0; check < 10; check++) {
    const sum = [...`${body}${check}`].reverse().reduce((total, sign, at) => {
      const doubled = Number(sign) * 2
      return total + (at % 2 === 0 ? Number(sign) : doubled > 9 ? doubled - 9 : doubled)
    }, 0)
    if (sum % 10 === 0) return `${body}${check}`
  }
  throw new Error('there is always a check digit')
}

/**
 * Secrets with a known form. `trace`: the part that must not be found. None is real: each is composed here, so that no
 * scanner reports this file as a leak.
 */
export const SECRET_FORMS: readonly { what: string; text: string; trace: string }[] = [
  ...['sk_live_', 'sk_test_', 'acme9_live_', 'rk_live_', 'pk_test_'].map((start, n) =>
    one('key', start, noise(10 + n, 45)),
  ),
  one('webhook secret', 'whsec_', noise(20, 32)),
  one('signed token', 'eyJ', `${noise(21, 30)}.${noise(22, 60)}.${noise(23, 43)}`),
  one('unsigned token', 'eyJ', `${noise(24, 30)}.${noise(25, 60)}.`),
  one('encrypted token', 'eyJ', [26, 27, 28, 29, 30].map((seed) => noise(seed, 24)).join('.')),
  one('bearer', 'Bearer ', noise(31, 40)),
  one('bearer in lower case', 'bearer ', noise(32, 24)),
  one('basic', 'Basic ', `${noise(33, 30)}==`),
  one('cloud key id', 'AK' + 'IA', noise(34, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')),
  one('passing cloud key id', 'AS' + 'IA', noise(35, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')),
  ...['ghp_', 'gho_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'npm_'].map((start, n) =>
    one('forge token', start, noise(40 + n, 36)),
  ),
  ...['xoxb-', 'xoxp-', 'xapp-'].map((start, n) =>
    one('chat token', start, `${noise(50 + n, 11, '0123456789')}-${noise(55 + n, 24)}`),
  ),
  one('chat address', 'https://hooks.slack.com/services/', `T${noise(60, 8)}/B${noise(61, 8)}/${noise(62, 24)}`),
  one('shop token', 'shpat_', noise(63, 32, '0123456789abcdef')),
  one('platform key', 'sk-', `proj-${noise(64, 44)}`),
  one('search key', 'AI' + 'za', noise(65, 35)),
  one('mail key', 'SG.', `${noise(66, 22)}.${noise(67, 43)}`),
  ...['RSA ', 'EC ', 'OPENSSH ', ''].map((kind, n) =>
    one(
      'private key',
      `-----BEGIN ${kind}PRIVATE KEY-----\n`,
      `${noise(70 + n, 64)}\n${noise(75 + n, 64)}`,
      `\n-----END ${kind}PRIVATE KEY-----`,
    ),
  ),
  one('address with a password', 'postgres://admin:', noise(80, 20), '@db.example/main'),
  one('address with a user', 'https://', noise(81, 24), '@git.example/repository'),
  ...['4111', '5500', '378', '6011', '3056'].map((start, n) => {
    const card = cardNumber(start, start === '378' ? 15 : start === '3056' ? 14 : 16, 90 + n)
    return { what: 'card', text: card, trace: card }
  }),
  ...[' ', '-'].map((gap, n) => {
    const card = (cardNumber('4929', 16, 96 + n).match(/.{4}/g) ?? []).join(gap)
    return { what: 'card in groups', text: card, trace: card }
  }),
  one('card of 19 digits', '', cardNumber('62', 19, 99)),
]

function one(what: string, start: string, secret: string, end = '') {
  return { what, text: start + secret + end, trace: secret }
}

/** Names that mark any value as a secret. */
export const SECRET_NAMES = [
  'password',
  'Passwort_password',
  'new-password',
  'secret',
  'client_secret',
  'clientSecret',
  'token',
  'access_token',
  'refreshToken',
  'id_token',
  'api_key',
  'apiKey',
  'X-Api-Key',
  'key',
  'private_key',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-hub-signature-256',
  'card',
  'card_number',
  'cvv',
  'CVC',
  'ssn',
  'pin',
  'otp',
  'credentials',
  'aws_secret_access_key',
  'session_id',
  'X-CSRF-Token',
]

/** All substrings of a given length, to search for remains of a text. */
export function substringsOf(text: string, length: number): string[] {
  const pieces: string[] = []
  for (let at = 0; at + length <= text.length; at++) pieces.push(text.slice(at, at + length))
  return pieces.length > 0 ? pieces : [text]
}
