import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { brandShades } from '../brand.ts'
import type { Locale } from '../bridge.ts'
import { type ChatState, isElderly } from './model.ts'

/** Puts language, light or dark, text size and the site's colour on the page. */
export function useTheme(state: ChatState, locale: Locale): void {
  const scheme = state.preferences.theme ?? state.settings.colorScheme ?? 'auto'
  const systemDark = useSystemDark()
  const mode = scheme === 'auto' ? (systemDark ? 'dark' : 'light') : scheme
  const elderly = isElderly(state)
  const { brandColor } = state.settings
  useLayoutEffect(() => {
    const page = document.documentElement
    page.lang = locale === 'zh' ? 'zh-CN' : 'en'
    page.dataset.theme = mode
    page.classList.toggle('elderly', elderly)
    const shades = brandColor ? brandShades(brandColor, mode) : null
    for (const name of ['action', 'action-hover', 'action-soft', 'action-text', 'on-action', 'focus'] as const) {
      if (shades) page.style.setProperty(`--${name}`, shades[name])
      else page.style.removeProperty(`--${name}`)
    }
  }, [locale, mode, elderly, brandColor])
}

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const listen = () => setDark(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return dark
}
