/** The logo and the name; short: only the logo, with the name for screen readers. */
export function Logo({ short = false }: { short?: boolean }) {
  return (
    <span class="flex items-center gap-2.5 text-[0.9375rem] font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" width="22" height="22" class="flex-none text-primary" aria-hidden="true">
        <path fill="currentColor" d="M4 5h5v4h4V5h6v4h4V5h5v23h-8v-7a4 4 0 0 0-8 0v7H4z" />
      </svg>
      <span class={short ? 'sr-only' : ''}>Gatehouse</span>
    </span>
  )
}
