import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feature } from './registry.tsx'

/** The name of a page; its key may be of any catalogue, which the typed `t` of one catalogue cannot express. */
export function useFeatureTitle(): (feature: Feature) => string {
  const { t } = useTranslation()
  return useCallback((feature) => t(feature.title as 'product'), [t])
}
