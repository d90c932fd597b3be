import type { LucideIcon } from 'lucide-preact'
import { type ComponentType, createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** A page inside the frame. The navigation, the command palette and the keyboard help list it by this. */
export type Page = {
  path: `/${string}`
  /** Read when it is drawn, so that it follows the language. */
  label: () => string
  icon: LucideIcon
  /** The key after G that opens it. */
  shortcut: string
  /** The scope that it takes to see the page; null for a page that everybody sees. */
  scope: string | null
  component: ComponentType<PageProps>
  /** Stands apart, at the end of the navigation. */
  apart?: boolean
  /** A figure beside the label, such as how many alerts are open. */
  count?: ComponentType
}

export type PageProps = Pick<Page, 'scope'> & { title: string; views: readonly View[] }

/** A view below the page of another feature, opened by `?view=` with its name. That page shows a link to it. */
export type View = {
  page: Page['path']
  name: string
  label: () => string
  icon: LucideIcon
  scope: string
  component: ComponentType
}

/** A page without the frame, for people who are not signed in. */
export type Screen = { path: `/${string}`; component: ComponentType }

/** An entry of the command palette that opens an address, such as that of a dialog. */
export type Command = { label: () => string; icon: LucideIcon; scope: string; href: `/${string}` }

/** A section of the settings page, shown to people who hold one of the scopes. */
export type SettingsSection = { name: string; anyScope: readonly [string, ...string[]]; component: ComponentType }

/** The manifest of a feature: all that the rest of the dashboard knows of it. `admin-ui/features.ts` lists them. */
export type Feature = {
  /** The name of its folder. */
  name: string
  pages?: readonly Page[]
  views?: readonly View[]
  screens?: readonly Screen[]
  commands?: readonly Command[]
  settingsSections?: readonly SettingsSection[]
}

const Features = createContext<readonly Feature[]>([])

/** Makes the features known to everything that is drawn inside. */
export const FeaturesProvider = Features.Provider

/** All features, in the order of the navigation. */
export const useFeatures = (): readonly Feature[] => useContext(Features)

/** The address of a view. */
export const viewHref = ({ page, name }: View): string => `${page}?view=${name}`
