import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import { type Database, failsBecause, type Statement } from '../../platform/db/client.ts'
import {
  accounts,
  customScopes,
  installation,
  members,
  organizations,
  sessions,
  users,
  verifications,
} from '../../platform/db/schema.ts'
import { nextVersion } from '../../platform/db/versioned.ts'

/** Our tables under the names that the sign-in library uses. */
export const authTables = { user: users, session: sessions, account: accounts, verification: verifications }

export type Membership = {
  role: (typeof members.$inferSelect)['role']
  organization: { id: string; name: string; plan: string }
  /** For a developer: resources of the scopes that the organization defined, separated by commas; null: none. */
  ownResources: string | null
}

/** The organization in which a user acts: the one that the session chose, else the one they joined first. */
export async function findMembership(
  db: Database,
  userId: string,
  organizationId: string | null,
): Promise<Membership | undefined> {
  return db
    .select({
      role: members.role,
      organization: { id: organizations.id, name: organizations.name, plan: organizations.plan },
      ownResources: sql<string | null>`
        CASE WHEN ${members.role} = 'developer' THEN (
          SELECT group_concat(DISTINCT substr(s.scope, 1, instr(s.scope, ':') - 1))
          FROM ${customScopes} s WHERE s.organization_id = ${members.organizationId}
        ) END`.as('own_resources'),
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(
      and(eq(members.userId, userId), organizationId === null ? undefined : eq(members.organizationId, organizationId)),
    )
    .orderBy(asc(members.createdAt))
    .limit(1)
    .get()
}

/** The organization of the user with this email address, for the log of sign-in attempts. */
export async function findOrganizationByEmail(db: Database, email: string): Promise<string | null> {
  const row = await db
    .select({ organizationId: members.organizationId })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(eq(users.email, email))
    .orderBy(asc(members.createdAt))
    .limit(1)
    .get()
  return row?.organizationId ?? null
}

export async function findInstallation(db: Database): Promise<{ organizationId: string } | undefined> {
  return db
    .select({ organizationId: installation.organizationId })
    .from(installation)
    .where(eq(installation.id, 1))
    .get()
}

export type FirstOwner = {
  userId: string
  organizationId: string
  memberId: string
  accountId: string
  name: string
  email: string
  passwordHash: string
  organizationName: string
  slug: string
}

/**
 * Inserts everything that the first run creates. If it was done before, the first statement fails and with it the
 * transaction.
 */
export function firstRun(db: Database, owner: FirstOwner, now: number): [Statement, ...Statement[]] {
  const at = new Date(now)
  return [
    db.insert(installation).values({ id: 1, organizationId: owner.organizationId, claimedAt: now }),
    db.insert(users).values({
      id: owner.userId,
      name: owner.name,
      email: owner.email,
      emailVerified: true,
      createdAt: at,
      updatedAt: at,
    }),
    db.insert(accounts).values({
      id: owner.accountId,
      accountId: owner.userId,
      providerId: 'credential',
      userId: owner.userId,
      password: owner.passwordHash,
      createdAt: at,
      updatedAt: at,
    }),
    db.insert(organizations).values({
      id: owner.organizationId,
      name: owner.organizationName,
      slug: owner.slug,
      createdAt: now,
    }),
    db.insert(members).values({
      organizationId: owner.organizationId,
      userId: owner.userId,
      id: owner.memberId,
      role: 'owner',
      createdAt: now,
    }),
  ]
}

export async function findOrganization(db: Database, id: string) {
  return db
    .select({
      id: organizations.id,
      name: organizations.name,
      slug: organizations.slug,
      plan: organizations.plan,
      timeZone: organizations.timeZone,
      planPerMinute: organizations.planPerMinute,
      planPerHour: organizations.planPerHour,
      planPerDay: organizations.planPerDay,
      keysInQuery: organizations.keysInQuery,
      leakAction: organizations.leakAction,
      captureBodies: organizations.captureBodies,
      redactNames: organizations.redactNames,
      unusedAfterDays: organizations.unusedAfterDays,
      rotationReminderDays: organizations.rotationReminderDays,
      expiryWarningDays: organizations.expiryWarningDays,
      alertEmail: organizations.alertEmail,
      logRetentionDays: organizations.logRetentionDays,
      deliveryRetentionDays: organizations.deliveryRetentionDays,
      auditRetentionDays: organizations.auditRetentionDays,
      archiveLogs: organizations.archiveLogs,
      version: organizations.version,
      createdAt: organizations.createdAt,
    })
    .from(organizations)
    .where(eq(organizations.id, id))
    .get()
}

export type OrganizationRow = NonNullable<Awaited<ReturnType<typeof findOrganization>>>
export type OrganizationChange = Partial<Omit<OrganizationRow, 'id' | 'version'>>

/**
 * Changes an organization if it is still at `version`, and increases the version. Otherwise the whole transaction fails
 * (`isLostOrganizationRace`).
 */
export const updateOrganizationRow = (
  db: Database,
  { id, version }: { id: string; version: number },
  change: OrganizationChange,
): Statement =>
  db
    .update(organizations)
    .set({ ...change, version: nextVersion(organizations.version, version) })
    .where(eq(organizations.id, id))

/** Whether a transaction failed because the organization was changed since it was read. */
export const isLostOrganizationRace = (error: unknown): boolean =>
  failsBecause(error, /NOT NULL constraint failed: organizations\.version/)

export async function listMembers(db: Database, organizationId: string) {
  return db
    .select({
      id: members.id,
      userId: members.userId,
      name: users.name,
      email: users.email,
      role: members.role,
      createdAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.organizationId, organizationId))
    .orderBy(asc(members.createdAt), asc(members.userId))
    .limit(100)
}

/** A user's sessions that have not expired, newest first, without their tokens. */
export async function listSessions(db: Database, userId: string, now: number) {
  return db
    .select({
      id: sessions.id,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date(now))))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(100)
}

/** Ends a session of this user only. */
export const deleteSession = (db: Database, userId: string, id: string): Statement =>
  db.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
