import { useTranslation } from 'react-i18next'
import type { CannedReply, CannedReplyInput } from '../../../../src/desk/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useOwned } from './use-owned.ts'

/** Saving and deleting one reply. */
export function useReplyEditor(reply: CannedReply | null, onClose: () => void) {
  const { t } = useTranslation('replies')
  const { locale } = usePreferences()
  const { may } = useSession()
  const initial: CannedReplyInput = reply
    ? {
        shortcut: reply.shortcut,
        language: reply.language,
        title: reply.title,
        body: reply.body,
        shared: reply.ownerId === null,
      }
    : { shortcut: '', language: locale, title: '', body: '', shared: may('replies.write') }
  const owned = useOwned<CannedReplyInput>({
    ...{ path: '/api/canned-replies', id: reply?.id ?? null, keys: ['replies', 'canned-replies'], onClose },
    again: initial,
    removed: t('remove.done', { shortcut: initial.shortcut }),
  })
  return { ...owned, initial }
}
