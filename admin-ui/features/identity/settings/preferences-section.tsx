import { SettingCard, SettingRow, SwitchRow } from '../../../forms/setting-row.tsx'
import { NEWS_KINDS, newsOn, setNews } from '../../../hooks/news.ts'
import { setTheme, THEMES, theme } from '../../../hooks/theme.ts'
import { m } from '../../../messages/index.ts'
import { setShortcuts, shortcutsOn } from '../../../ui/page/shortcuts.ts'
import { Segmented } from '../../../ui/segmented.tsx'

/** Theme, keyboard shortcuts and news, stored in this browser. They take effect at once. */
export const PreferencesSection = () => (
  <>
    <ThisBrowser />
    <NewsCard />
  </>
)

const ThisBrowser = () => (
  <SettingCard title={m.settings_this_browser()}>
    <SettingRow label={m.settings_theme()}>
      <Segmented
        label={m.settings_theme()}
        value={theme.value}
        choices={THEMES.map((value) => ({ value, label: m.settings_theme_name({ theme: value }) }))}
        onValue={setTheme}
      />
    </SettingRow>
    <SwitchRow
      label={m.settings_shortcuts()}
      hint={m.settings_shortcuts_hint()}
      on={shortcutsOn.value}
      onSwitch={setShortcuts}
    />
  </SettingCard>
)

/** Which news are shown on every page. */
const NewsCard = () => (
  <SettingCard title={m.settings_news()}>
    {NEWS_KINDS.map((kind) => (
      <SwitchRow
        key={kind}
        label={m.settings_news_name({ kind })}
        hint={m.settings_news_hint({ kind })}
        on={newsOn[kind].value}
        onSwitch={(on) => setNews(kind, on)}
      />
    ))}
  </SettingCard>
)
