import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Because } from '../../../../src/desk/brief/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useActionName } from './path/use-action-name.ts'

/** Words a reason of the brief; titles come with it in both languages, names of actions from the business. */
export function useBecause(): (because: Because) => string {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const actionName = useActionName()
  return useCallback(
    ({ code, params }) => {
      // The code comes from the server, so the catalogue's types cannot know it.
      const say = t as unknown as (key: string, gaps: Because['params']) => string
      const action = typeof params.action === 'string' ? actionName(params.action) : ''
      return say(`brief.because.${code}`, { ...params, action, title: params[locale] ?? '' })
    },
    [t, locale, actionName],
  )
}
