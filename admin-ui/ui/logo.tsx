/** The gate and the name. */
export function Logo() {
  return (
    <span class="flex items-center gap-2.5 text-lg font-bold tracking-tight">
      <svg viewBox="0 0 32 32" width="26" height="26" class="text-primary" aria-hidden="true">
        <path fill="currentColor" d="M4 5h5v4h4V5h6v4h4V5h5v23h-8v-7a4 4 0 0 0-8 0v7H4z" />
      </svg>
      Gatehouse
    </span>
  )
}
