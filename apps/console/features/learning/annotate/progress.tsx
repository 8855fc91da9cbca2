import { useTranslation } from 'react-i18next'
import { useKind } from '../../models/kind-switch.tsx'
import { useCounts } from '../use-counts.ts'
import styles from './annotate.module.css'
import { paceOf } from './pace.ts'

/** What the team did today, and one's own pace. */
export function Progress({ done }: { done: readonly { at: number }[] }) {
  const { t } = useTranslation('learning')
  const { data } = useCounts(useKind())
  const today = data?.days.at(-1)
  const pace = paceOf(done.map(({ at }) => at))
  return (
    <dl className={styles.progress}>
      <div>
        <dt>{t('progress.today')}</dt>
        <dd>{today ? today.labelled + today.dismissed : '–'}</dd>
      </div>
      <div>
        <dt>{t('progress.mine')}</dt>
        <dd>{done.length}</dd>
      </div>
      <div title={t('progress.paceHint')}>
        <dt>{t('progress.pace')}</dt>
        <dd>{pace ?? '–'}</dd>
      </div>
    </dl>
  )
}
