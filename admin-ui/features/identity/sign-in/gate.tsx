import type { ComponentChildren } from 'preact'
import { Toaster } from '../../../ui/feedback/toaster.tsx'
import { Logo } from '../../../ui/logo.tsx'

/** The frame of the pages before the dashboard: sign-in and setup. */
export function Gate({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  return (
    <main class="grid min-h-dvh place-items-center bg-page px-4 py-8 text-form" tabIndex={-1}>
      <div class="w-full max-w-md">
        <Logo />
        <div class="card mt-4 p-6 sm:p-8">
          <h1>{title}</h1>
          <p class="mt-1 mb-5 text-soft">{lead}</p>
          {children}
        </div>
      </div>
      <Toaster />
    </main>
  )
}
