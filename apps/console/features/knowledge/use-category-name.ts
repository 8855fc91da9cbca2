import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import zh from '../../locales/zh/knowledge.json' with { type: 'json' }

type Known = keyof (typeof zh)['categories']

/** Categories that the shipped articles use; any other word stands for itself. */
export const KNOWN_CATEGORIES = Object.keys(zh.categories) as Known[]

export function useCategoryName(): (category: string) => string {
  const { t } = useTranslation('knowledge')
  return useCallback((category) => (category in zh.categories ? t(`categories.${category as Known}`) : category), [t])
}
