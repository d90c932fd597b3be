import { defineWords } from '../../../format/language.ts'

/** What the settings say of sessions, the organization and its members. */
export const words = defineWords({
  sessionsTitle: 'Where you are signed in',
  sessionsLead: 'Revoke a session you do not recognize.',
  thisSession: 'This session',
  revokeSession: 'Revoke',
  revokeSessionLabel: (device: string) => `Revoke the session on ${device}`,
  sessionRevoked: 'Session revoked.',
  signedIn: 'Signed in',
  until: 'until',
  unknownDevice: 'Unknown device',
  device: (browser: string, system: string) => `${browser} on ${system}`,

  organizationTitle: 'Organization',
  name: 'Name',
  address: 'Address name',
  plan: 'Plan',
  created: 'Created',
  plans: {
    free: 'Free',
    standard: 'Standard',
    professional: 'Professional',
    business: 'Business',
    enterprise: 'Enterprise',
  },

  membersTitle: 'Members',
  membersCaption: 'Members of the organization',
  role: 'Role',
  joined: 'Joined',
  you: 'You',
  roles: { owner: 'Owner', admin: 'Admin', developer: 'Developer', viewer: 'Viewer' },
})
