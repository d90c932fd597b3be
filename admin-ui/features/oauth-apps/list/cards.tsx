import type { OAuthApp } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { AppMenu, useAppActions } from '../app/actions.tsx'
import { ClientId, EnvironmentBadge, LastUsed, StatusSwitch } from '../app/facts.tsx'
import { pageOfApp } from '../app/routes.ts'

/** The list on a phone: one card per app. */
export function AppCards({ apps, url }: { apps: readonly OAuthApp[]; url: UrlState }) {
  const actions = useAppActions(url)
  return (
    <ul aria-label={m.oauth_apps_label()}>
      {apps.map((app) => (
        <li key={app.id} class="relative border-t border-line py-2.5 pr-2 pl-4 first:border-t-0">
          <div class="flex items-center gap-2.5">
            {/* The link covers the card, so that a press anywhere opens the app. */}
            <a
              class="name-link min-w-0 truncate text-form after:absolute after:inset-0"
              title={app.name}
              href={pageOfApp(app.id)}
            >
              {app.name}
            </a>
            <EnvironmentBadge app={app} />
            <span class="relative ml-auto flex flex-none items-center gap-2">
              <StatusSwitch compact app={app} />
              <AppMenu app={app} actions={actions} />
            </span>
          </div>
          <ClientId app={app} />
          <div class="mt-1 flex items-center gap-3 pr-2 text-sm text-soft">
            {m.oauth_apps_type_name({ type: app.type })}
            <span class="ml-auto flex-none">
              <span class="sr-only">{m.oauth_apps_last_used()}: </span>
              <LastUsed app={app} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
