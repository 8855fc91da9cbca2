import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerEvent } from '../../../../../src/platform/ledger/contract.ts'
import { useActionName } from './use-action-name.ts'

type Fact = Pick<LedgerEvent, 'kind' | 'payload'>

/** One fact of the ledger as a sentence. Kinds the console has no words for yet show their own name. */
export function useEventText(): (fact: Fact) => string {
  const { t } = useTranslation('desk')
  const actionName = useActionName()
  return useCallback(
    ({ kind, payload }) => {
      if (kind === 'conversation.changed')
        return t(`event.changed.${String(payload.what)}` as 'event.changed.closed', { defaultValue: kind })
      if (kind === 'turn.decided')
        return t(`event.outcome.${String(payload.outcome)}` as 'event.outcome.answered', { defaultValue: kind })
      if (kind === 'action.performed') {
        const name = actionName(String(payload.action))
        const reference = Object.values((payload.reference ?? {}) as Record<string, string>).join(' ')
        return t(`event.action.${String(payload.outcome)}` as 'event.action.ok', {
          name,
          reference,
          defaultValue: name,
        }).trim()
      }
      const ticket = (payload.ticket ?? {}) as { number?: number; title?: string }
      const number = String(ticket.number ?? payload.number ?? '')
      return t(`event.${kind.replace('.', '-')}` as 'event.ticket-opened', {
        number,
        title: ticket.title ?? '',
        defaultValue: kind,
      })
    },
    [t, actionName],
  )
}
