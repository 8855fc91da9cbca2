import type { ColorScheme, Locale, Settings } from '../bridge.ts'
import { readStored, writeStored } from './storage.ts'

/** What the visitor chose in the menu; null leaves it to the site, his profile or the browser. */
export type Preferences = {
  locale: Locale | null
  /** The site's language when he chose; when the site changes its own, it leads again. */
  siteLocale: Locale | null
  theme: ColorScheme | null
  elderly: boolean | null
  sound: boolean
}

const KEY = 'yinghe.preferences'

export const loadPreferences = (): Preferences => ({
  locale: null,
  siteLocale: null,
  theme: null,
  elderly: null,
  sound: true,
  ...readStored<Partial<Preferences>>(KEY),
})

export const savePreferences = (preferences: Preferences): boolean => writeStored(KEY, preferences)

export function chosenLocale(preferences: Preferences, settings: Settings, profile: Locale | null): Locale {
  const site = settings.locale ?? null
  if (preferences.locale && preferences.siteLocale === site) return preferences.locale
  return site ?? profile ?? (/^zh/i.test(navigator.language) ? 'zh' : 'en')
}
