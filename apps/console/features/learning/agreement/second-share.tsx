import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LearningSettings } from '../../../../../src/learning/contract.ts'
import { get, put } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { useSession } from '../../../session.tsx'
import styles from '../figures.module.css'

const SHARES = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 1]
const key = ['learning-settings']

/** How many new cases a second person labels too. */
export function SecondShare() {
  const { t } = useTranslation('learning')
  const { may } = useSession()
  const client = useQueryClient()
  const { done, failed } = useTold()
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<LearningSettings>('/api/learning/settings', {}, signal),
  })
  const save = useMutation({
    retry: false,
    mutationFn: (secondShare: number) => put<LearningSettings>('/api/learning/settings', { secondShare }),
    onSuccess: (answer) => {
      client.setQueryData(key, answer)
      done(t('share.saved'))
    },
    onError: failed,
  })
  const share = query.data?.secondShare
  const shares = share === undefined || SHARES.includes(share) ? SHARES : [...SHARES, share].toSorted((a, b) => a - b)
  return (
    <section className={styles.card}>
      <label htmlFor="second-share" className={styles.label}>
        {t('share.title')}
      </label>
      <Select
        id="second-share"
        className={styles.wide ?? ''}
        value={share}
        loading={query.isPending}
        disabled={!may('models.manage') || share === undefined}
        options={shares.map((value) => ({
          value,
          label: value === 0 ? t('share.none') : t('share.of', { percent: Math.round(value * 100) }),
        }))}
        onChange={(value: number) => save.mutate(value)}
      />
      <p className={styles.note}>{t('share.hint')}</p>
    </section>
  )
}
