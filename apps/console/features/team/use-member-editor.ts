import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TeamMember, UserInput, UserPatch } from '../../../../src/team/contract.ts'
import { patch, post } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'

export type MemberValues = Pick<UserInput, 'login' | 'name' | 'nameEn' | 'role' | 'skills' | 'languages' | 'capacity'>
type Made = { user: TeamMember; signInToken: string | null }

/** Adding and changing a colleague, shutting them out and letting them in again. */
export function useMemberEditor(
  member: TeamMember | null,
  onClose: () => void,
  onLink: (link: { token: string; name: string }) => void,
) {
  const { t } = useTranslation('team')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['team'] })
  const initial: MemberValues = member ?? {
    login: '',
    name: '',
    nameEn: '',
    role: 'agent',
    skills: [],
    languages: ['zh'],
    capacity: 5,
  }
  const name = member?.name ?? ''

  const create = useMutation({
    retry: false,
    gcTime: 0,
    mutationFn: (values: MemberValues) => post<Made>('/api/users', values),
    onSuccess: ({ user, signInToken }) => {
      void renew()
      onClose()
      if (signInToken) onLink({ token: signInToken, name: user.name })
    },
    onError: failed,
  })
  const change = useMutation({
    retry: false,
    mutationFn: (wanted: UserPatch) => patch<TeamMember>(`/api/users/${member?.id}`, wanted),
    onSuccess: () => void renew(),
    onError: failed,
  })
  const reset = useMutation({
    retry: false,
    gcTime: 0,
    mutationFn: () => post<{ signInToken: string }>(`/api/users/${member?.id}/sign-in-link`),
    onSuccess: ({ signInToken }) => {
      onClose()
      onLink({ token: signInToken, name })
    },
    onError: failed,
  })
  const save = ({ login: _, ...values }: MemberValues) =>
    change.mutate(values, {
      onSuccess: () => {
        done(t('saved'))
        onClose()
      },
    })
  return {
    initial,
    busy: create.isPending || change.isPending,
    save: (values: MemberValues) => (member ? save(values) : create.mutate(values)),
    reset: () =>
      ask({ title: t('reset.title', { name }), text: t('reset.text'), act: t('reset.act') }, () => reset.mutateAsync()),
    disable: () =>
      ask({ title: t('disable.title', { name }), text: t('disable.text'), act: t('disable.act') }, async () => {
        await change.mutateAsync({ disabled: true })
        done(t('disable.done', { name }), () => change.mutate({ disabled: false }))
      }),
    enable: () => change.mutate({ disabled: false }, { onSuccess: () => done(t('enable.done', { name })) }),
  }
}
