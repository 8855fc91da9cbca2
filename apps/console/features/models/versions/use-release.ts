import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ModelKind, ModelVersion } from '../../../../../src/understanding/models/contract.ts'
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
    mutationFn: (kind: ModelKind) => post<ModelVersion>('/api/models/roll-back', { kind }),
  })
  return {
    askRelease: (version: ModelVersion, worse: number, broken = false) =>
      ask(
        {
          title: t('version.askRelease', { number: version.number }),
          text: broken
            ? t('version.releaseBroken')
            : worse > 0
              ? t('version.releaseWorse', { count: worse })
              : t('version.releaseText'),
          act: t('version.release'),
          danger: broken,
        },
        () => release.mutateAsync(version),
      ),
    askRollBack: (kind: ModelKind) =>
      ask({ title: t('version.askRollBack'), text: t('version.rollBackText'), act: t('version.rollBack') }, () =>
        rollBack.mutateAsync(kind),
      ),
  }
}
