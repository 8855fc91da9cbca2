import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { resources } from './locales/resources.ts'
import { onPreferences, readPreferences } from './preferences.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: (typeof resources)['zh']
  }
}

/** Starts the catalogues and follows the language preference from then on, without a reload. */
export function startI18n(): void {
  const { locale } = readPreferences()
  void i18next.use(initReactI18next).init({
    resources,
    lng: locale,
    fallbackLng: 'zh',
    defaultNS: 'shell',
    ns: Object.keys(resources.zh),
    interpolation: { escapeValue: false },
  })
  const follow = () => {
    const { locale: wanted } = readPreferences()
    document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en'
    if (i18next.language !== wanted) void i18next.changeLanguage(wanted)
  }
  follow()
  onPreferences(follow)
}
