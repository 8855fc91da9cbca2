import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api.ts'

/** Words for an error: the server's own sentence, which is already in the reader's language, or ours when none came. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation()
  return useCallback(
    (error) => {
      if (error instanceof ApiError)
        return error.code === 'network' ? t('problem.network') : error.message || t('problem.unexpected')
      return t('problem.unexpected')
    },
    [t],
  )
}
