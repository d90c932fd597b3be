import { defineWords } from '../../../format/language.ts'
import { Checkbox, Radios } from '../../../forms/choice.tsx'
import { setTheme, THEMES, theme } from '../../../hooks/theme.ts'
import { Section } from '../../../ui/section.tsx'
import { setShortcuts, shortcutsOn } from '../../../ui/shortcuts.ts'

const words = defineWords({
  preferencesTitle: 'Preferences',
  preferencesLead: 'Kept in this browser.',
  theme: 'Theme',
  themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  shortcuts: 'Keyboard shortcuts',
  shortcutsHint: 'Single keys such as C or / act at once. Turn them off if you use speech input. Press ? for the list.',
})

/** Theme and keyboard, kept in this browser. */
export function PreferencesSection() {
  const t = words()
  return (
    <Section title={t.preferencesTitle} lead={t.preferencesLead}>
      <div class="flex flex-col gap-4 p-4">
        <Radios
          legend={t.theme}
          value={theme.value}
          choices={THEMES.map((value) => ({ value, label: t.themes[value] }))}
          onValue={setTheme}
        />
        <Checkbox label={t.shortcuts} hint={t.shortcutsHint} checked={shortcutsOn.value} onChecked={setShortcuts} />
      </div>
    </Section>
  )
}
