import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TrainingSchedule } from '../../../../../src/understanding/models/contract.ts'
import { get, put } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import styles from '../models.module.css'

const key = ['training-schedule']
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }))

/** When training runs by itself. A change is kept at once. */
export function ScheduleForm({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation('models')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<TrainingSchedule>('/api/training/schedule', {}, signal),
  })
  const save = useMutation({
    retry: false,
    mutationFn: (schedule: TrainingSchedule) => put<TrainingSchedule>('/api/training/schedule', schedule),
    onSuccess: (kept) => {
      client.setQueryData(key, kept)
      done(t('schedule.saved'))
    },
    onError: failed,
  })
  const schedule = query.data
  if (!schedule)
    return (
      <section className={styles.card}>
        {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : <Loading rows={2} />}
      </section>
    )
  const change = (part: Partial<TrainingSchedule>) => save.mutate({ ...schedule, ...part })
  const still = disabled || save.isPending
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <h2 id="weekly-training" className={styles.cardTitle}>
          {t('schedule.title')}
        </h2>
        <Switch
          checked={schedule.on}
          disabled={still}
          aria-labelledby="weekly-training"
          onChange={(on) => change({ on })}
        />
      </div>
      <div className={styles.line}>
        <Select
          aria-label={t('schedule.day')}
          value={schedule.day}
          disabled={still || !schedule.on}
          options={DAYS.map((value) => ({ value, label: t(`day.${value}`) }))}
          onChange={(day: number) => change({ day })}
          className={styles.grow ?? ''}
        />
        <Select
          aria-label={t('schedule.hour')}
          value={schedule.hour}
          disabled={still || !schedule.on}
          options={HOURS}
          onChange={(hour: number) => change({ hour })}
          className={styles.grow ?? ''}
        />
      </div>
      <p className={styles.soft}>{t('schedule.hint')}</p>
    </section>
  )
}
