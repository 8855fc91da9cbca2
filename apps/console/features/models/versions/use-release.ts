import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ModelVersion } from '../../../../../src/understanding/models/contract.ts'
import { post } from '../../../api.ts'
import { useConfirm } from '../../../components/list/use-confirm.tsx'
import { useTold } from '../../../components/list/use-told.tsx'

/** Makes a version answer, or goes back to the one before; both after a question. */
export function useRelease() {
  const { t } = useTranslation('models')
  const client = useQueryClient()
  const ask = useConfirm()
  const { done, failed } = useTold()
  const told = (text: (number: number) => string) => ({
    retry: false,
    onError: failed,
    onSuccess: (version: ModelVersion) => {
      done(text(version.number))
      return Promise.all(
        [['models'], ['model'], ['training']].map((queryKey) => client.invalidateQueries({ queryKey })),
      )
    },
  })
  const release = useMutation({
    ...told((number) => t('version.didRelease', { number })),
    mutationFn: (version: ModelVersion) => post<ModelVersion>(`/api/models/${encodeURIComponent(version.id)}/release`),
  })
  const rollBack = useMutation({
    ...told((number) => t('version.didRollBack', { number })),
    mutationFn: () => post<ModelVersion>('/api/models/roll-back'),
  })
  return {
    askRelease: (version: ModelVersion, worse: number) =>
      ask(
        {
          title: t('version.askRelease', { number: version.number }),
          text: worse > 0 ? t('version.releaseWorse', { count: worse }) : t('version.releaseText'),
          act: t('version.release'),
          danger: false,
        },
        () => release.mutateAsync(version),
      ),
    askRollBack: () =>
      ask({ title: t('version.askRollBack'), text: t('version.rollBackText'), act: t('version.rollBack') }, () =>
        rollBack.mutateAsync(),
      ),
  }
}
