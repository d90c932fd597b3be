/** What the upstream of the tests answers in several encodings. */
export const ENCODED_TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(40)
