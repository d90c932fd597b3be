import type { LucideIcon } from 'lucide-preact'
import { type ComponentType, createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** A page inside the frame. The navigation, the command palette and the keyboard help list it. */
export type Page = {
  path: `/${string}`
  /** A function, so that it follows the language. */
  label: () => string
  /** Its name among the views of the page, where that is another one. */
  viewLabel?: () => string
  icon: LucideIcon
  /** The key after G that opens it. */
  shortcut: string
  /** The scope that is required to see the page; null for a page that everybody sees. */
  scope: string | null
  /** With `load` when its code comes separately: the code is then fetched while the user is looked up. */
  component: ComponentType<PageProps> & { load?: () => Promise<void> }
  /** The part of the navigation that lists it. Pages of `integrations` share a title and its tabs. */
  group: PageGroup
  /** Shown in the bar at the bottom of a phone; other pages are behind "More". */
  inBar?: boolean
  /** Shown as an icon in the header too. */
  inHeader?: boolean
  /** A number beside the label, such as the open alerts. */
  count?: ComponentType
}

/** The groups of the navigation, in their order. */
export const PAGE_GROUPS = ['integrations', 'insight', 'end'] as const
export type PageGroup = (typeof PAGE_GROUPS)[number]

export type PageProps = Pick<Page, 'scope'> & { title: string; views: readonly View[] }

/** A view below the page of another feature, opened by `?view=` with its name. That page shows a link to it. */
export type View = {
  page: Page['path']
  name: string
  label: () => string
  scope: string
  component: ComponentType
  /** A number beside the label, such as what waits for a person. */
  count?: ComponentType
}

/** A page without the frame, for users who are not signed in. */
export type Screen = { path: `/${string}`; component: ComponentType & { load?: () => Promise<void> } }

/** An entry of the command palette that opens a URL, such as that of a dialog. */
export type Command = { label: () => string; icon: LucideIcon; scope: string; href: `/${string}` }

/** Something that the search found: an object, or an action on one. */
export type Found = {
  /** Of the object, such as its id; actions add their own ending. */
  key: string
  label: string
  /** Shown beside the label: what it is, or what tells it from others with the same name. */
  hint?: string
  icon: LucideIcon
  href: string
}

/** Finds the objects of a feature by text, and by a pasted id. */
export type Finder = {
  scope: string
  /** Called with the text while the user types; at most a handful of results, the best ones first. */
  find: (text: string, signal: AbortSignal) => Promise<Found[]>
}

/** The groups of the settings, in their order. */
export const SETTINGS_GROUPS = ['organization', 'integrations', 'you'] as const

/** A section of the settings, opened by `?section=` with its name. */
export type SettingsSection = {
  name: string
  /** Functions, so that they follow the language. */
  label: () => string
  /** A sentence below the title. */
  lead?: () => string
  icon: LucideIcon
  group: (typeof SETTINGS_GROUPS)[number]
  /** Shown to users with at least one of these scopes; null for a section that everybody sees. */
  anyScope: readonly [string, ...string[]] | null
  component: ComponentType
}

/** The URL of a section of the settings. */
export const settingsHref = (section: string): `/${string}` => `/settings?section=${section}`

/**
 * The manifest of a feature: everything that the rest of the dashboard knows of it. `admin-ui/features.ts` lists them.
 */
export type Feature = {
  /** The name of its folder. */
  name: string
  pages?: readonly Page[]
  views?: readonly View[]
  screens?: readonly Screen[]
  /** Loaded when the command palette opens. */
  commands?: () => Promise<readonly Command[]>
  /** Loaded when the search is first used. */
  finders?: () => Promise<readonly Finder[]>
  /** Loaded when the settings open. */
  settingsSections?: () => Promise<readonly SettingsSection[]>
  /** Shown above the content of a page of another feature; may render nothing. */
  banners?: readonly { page: Page['path']; component: ComponentType }[]
  /** Rendered once beside every page, without a place of its own: shows news in toasts. */
  watchers?: readonly ComponentType[]
}

const Features = createContext<readonly Feature[]>([])

/** Provides the features to all components inside. */
export const FeaturesProvider = Features.Provider

/** All features, in the order of the navigation. */
export const useFeatures = (): readonly Feature[] => useContext(Features)

/** The URL of a view. */
export const viewHref = ({ page, name }: View): string => `${page}?view=${name}`
