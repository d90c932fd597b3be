import { defineWords } from '../../format/language.ts'

export const words = defineWords({
  signInTitle: 'Sign in',
  signInLead: 'API keys, webhooks and the log of every call.',
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'Email or password is not right.',
  tooMany: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
  signedOutNote: 'Sign in, and you go on where you wanted to.',
})
