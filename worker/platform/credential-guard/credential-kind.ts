import type { Database } from '../db/client.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/** What differs between kinds of credentials with a guard. A feature with credentials declares one in its manifest. */
export type CredentialKind = {
  /** The name of the credential in explanations: `key`. */
  noun: string
  /** Whether an object of this name guards a credential of this kind. The names of two kinds never overlap. */
  owns: (objectName: string) => boolean
  /** What the object of this name enforces, also for deleted credentials; null if no such credential ever existed. */
  findPolicy: (db: Database, objectName: string) => Promise<StoredPolicy | null>
  /** Which secret of the credential the call used; null: neither, or one whose grace period is over. */
  secretUsed: (policy: StoredPolicy, ask: Ask, now: number) => 'current' | 'previous' | null
  /** Whether the call used an imported secret that is still stored as the other system's digest. */
  usedDigest: (policy: StoredPolicy, ask: Ask) => boolean
}

let installed: readonly CredentialKind[] = []

/** Registers the kinds of all features. Called once, when the Worker starts. */
export function installCredentialKinds(kinds: readonly CredentialKind[]): void {
  installed = kinds
}

/** The kind of credential that an object of this name guards; null if no feature owns the name. */
export const credentialKindOf = (objectName: string | undefined): CredentialKind | null =>
  installed.find(({ owns }) => objectName !== undefined && owns(objectName)) ?? null
