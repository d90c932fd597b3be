import type { Database } from '../db/client.ts'
import type { Ask, StoredPolicy } from './stored-policy.ts'

/**
 * What differs between the kinds of credentials that guards decide about. A feature that brings credentials brings one of
 * these in its manifest.
 */
export type CredentialKind = {
  /** What explanations call the credential: `key`. */
  noun: string
  /** Whether an object of this name guards a credential of this kind. The names of two kinds never overlap. */
  owns: (objectName: string) => boolean
  /** What the object of this name enforces, deleted credentials included; null when there never was such a credential. */
  findPolicy: (db: Database, objectName: string) => Promise<StoredPolicy | null>
  /** Which secret of the credential a call came with; null: neither, or one whose grace period is over. */
  secretUsed: (policy: StoredPolicy, ask: Ask, now: number) => 'current' | 'previous' | null
  /** Whether the secret is stored in the form in which another system kept it, and the call came with that secret. */
  usedDigest: (policy: StoredPolicy, ask: Ask) => boolean
}

let installed: readonly CredentialKind[] = []

/** Makes the kinds of all features known to the guards. Called once, when the Worker starts. */
export function installCredentialKinds(kinds: readonly CredentialKind[]): void {
  installed = kinds
}

/** The kind of credential that an object of this name guards; null when no feature owns the name. */
export const credentialKindOf = (objectName: string | undefined): CredentialKind | null =>
  installed.find(({ owns }) => objectName !== undefined && owns(objectName)) ?? null
