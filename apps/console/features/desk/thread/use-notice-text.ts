import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../preferences.ts'

/** Words a line of the house. Codes the console does not know yet are shown as they are. */
export function useNoticeText(): (code: string, params: Record<string, string>) => string {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  return useCallback(
    (code, params) => {
      const name = (locale === 'en' && params.nameEn) || params.name || ''
      // A transfer without a name went to whoever has the skill.
      const known = code === 'transferred' && !name ? 'transferred-queue' : code
      return t(`notice.${known}` as 'notice.handed-over', { ...params, name, defaultValue: code })
    },
    [t, locale],
  )
}
