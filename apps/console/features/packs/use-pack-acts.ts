import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PackResult, PackSummary } from '../../../../src/packs/contract.ts'
import { post, put } from '../../api.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { usePreferences } from '../../preferences.ts'

/** What can be done with one pack. Removing asks first; the others can be taken back. */
export function usePackActs(pack: PackSummary) {
  const { t } = useTranslation('packs')
  const { locale } = usePreferences()
  const { done, failed } = useTold()
  const confirm = useConfirm()
  const client = useQueryClient()
  const name = pack.title[locale]
  const act = useMutation({
    retry: false,
    mutationFn: (what: 'install' | 'update' | 'remove') => post<PackResult>(`/api/packs/${pack.id}/${what}`),
    onSuccess: (result, what) => {
      const kept = result.kept.length
      done(kept ? t('doneKept', { what: t(`did.${what}`, { name }), count: kept }) : t(`did.${what}`, { name }))
    },
    onError: failed,
    onSettled: () => client.invalidateQueries(),
  })
  const show = useMutation({
    retry: false,
    mutationFn: () => put('/api/packs/shown', { id: pack.id }),
    onSuccess: () => done(t('did.show', { name })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: ['packs'] }),
  })
  const question = { title: t('remove.title', { name }), text: t('remove.text'), act: t('act.remove') }
  return {
    busy: act.isPending ? act.variables : null,
    install: () => act.mutate('install'),
    update: () => act.mutate('update'),
    remove: () => confirm(question, () => act.mutateAsync('remove')),
    show: () => show.mutate(),
  }
}
