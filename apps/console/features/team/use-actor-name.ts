import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from './use-colleagues.ts'

/** Words for an actor as the ledger and the audit log keep it: `user:ID`, `key:ID`, `customer:ID`, `bot`, `system`. */
export function useActorName(): (actor: string) => string {
  const { t } = useTranslation('team')
  const { name } = useColleagues()
  return useCallback(
    (actor) => {
      const [kind, ...rest] = actor.split(':')
      const id = rest.join(':')
      if (kind === 'user') return name(id) ?? t('actor.user', { id })
      if (kind === 'key') return t('actor.key', { id })
      if (kind === 'customer') return t('actor.customer', { id })
      if (kind === 'bot' || kind === 'system' || kind === 'anonymous') return t(`actor.${kind}`)
      return actor
    },
    [name, t],
  )
}
