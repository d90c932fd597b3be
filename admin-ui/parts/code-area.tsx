import type { ComponentProps } from 'preact'
import { TextArea } from './field.tsx'

/** Several lines of what a program reads: JSON, addresses, a formula. */
export const CodeArea = (props: Omit<ComponentProps<typeof TextArea>, 'class' | 'spellcheck'>) => (
  <TextArea class="input font-mono" spellcheck={false} {...props} />
)
