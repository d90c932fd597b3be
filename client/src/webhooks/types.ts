/** One signing secret (`whsec_...`), or several while one is rotated. */
export type Secrets = string | readonly string[]
