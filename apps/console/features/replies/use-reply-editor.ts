import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CannedReply, CannedReplyInput } from '../../../../src/desk/contract.ts'
import { post, put, remove as removeAt } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'

/** Saving and deleting one reply; a deleted one can be brought back for a moment. */
export function useReplyEditor(reply: CannedReply | null, onClose: () => void) {
  const { t } = useTranslation('replies')
  const { done, failed } = useTold()
  const { locale } = usePreferences()
  const { may } = useSession()
  const client = useQueryClient()
  const initial: CannedReplyInput = reply
    ? {
        shortcut: reply.shortcut,
        language: reply.language,
        title: reply.title,
        body: reply.body,
        shared: reply.ownerId === null,
      }
    : { shortcut: '', language: locale, title: '', body: '', shared: may('replies.write') }
  const renew = () => {
    void client.invalidateQueries({ queryKey: ['replies'] })
    void client.invalidateQueries({ queryKey: ['canned-replies'] })
  }
  const save = useMutation({
    retry: false,
    mutationFn: (input: CannedReplyInput) =>
      reply
        ? put<CannedReply>(`/api/canned-replies/${reply.id}`, input)
        : post<CannedReply>('/api/canned-replies', input),
    onSuccess: () => {
      renew()
      done(t('saved'))
      onClose()
    },
    onError: failed,
  })
  const bringBack = () => post('/api/canned-replies', initial).then(renew, failed)
  const remove = useMutation({
    retry: false,
    mutationFn: () => removeAt(`/api/canned-replies/${reply?.id}`),
    onSuccess: () => {
      renew()
      done(t('remove.done', { shortcut: initial.shortcut }), () => void bringBack())
      onClose()
    },
    onError: failed,
  })
  return { initial, busy: save.isPending, save: save.mutate, remove: () => remove.mutate() }
}
