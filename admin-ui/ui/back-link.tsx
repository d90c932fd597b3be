import { ArrowLeft } from 'lucide-preact'

/** From one thing back to the list it is in. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <a class="mb-2 inline-flex items-center gap-1.5 text-sm text-soft hover:text-ink hover:underline" href={href}>
      <ArrowLeft size={15} aria-hidden="true" />
      {label}
    </a>
  )
}
