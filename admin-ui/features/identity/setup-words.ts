import { defineWords } from '../../format/language.ts'

/** What is said where the first owner is made. */
export const words = defineWords({
  setupTitle: 'Set up Gatehouse',
  setupLead: 'This makes you the first owner. It can be done once.',
  setupToken: 'Setup code',
  setupTokenHint: 'Printed in the terminal when Gatehouse started, or the SETUP_TOKEN secret of your deployment.',
  organizationName: 'Organization',
  organizationHint: 'The team or company these keys belong to.',
  yourName: 'Your name',
  passwordHint: 'At least 10 characters.',
  finishSetup: 'Create owner account',
  setupDone: 'All set. Welcome to Gatehouse.',
  setupGone: 'Setup has already been done. Sign in instead.',
  email: 'Email',
  password: 'Password',
})
