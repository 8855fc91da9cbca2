import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import zh from '../../locales/zh/audit.json' with { type: 'json' }

type Known = keyof (typeof zh)['did']

/** `user.created` as words; an action this console has no words for shows its own name. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation('audit')
  return useCallback(
    (action) => {
      const key = action.replaceAll('.', '-')
      return key in zh.did ? t(`did.${key as Known}`) : action
    },
    [t],
  )
}
