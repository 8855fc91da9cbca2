import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import styles from './import.module.css'
import type { ImportDesk } from './use-import-job.ts'

/** Stays in sight below the preview: how many are ticked, and what becomes of them. */
export function AcceptBar({ job, desk }: { job: ImportJob; desk: ImportDesk }) {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const { may } = useSession()
  const { selected } = job.counts
  const accept = (publish: boolean) => desk.step({ what: 'accept', body: { publish } })
  return (
    <div className={styles.accept} role="toolbar" aria-label={t('accept.label')}>
      <span className={styles.acceptWords}>
        <strong>{t('accept.selected', { count: selected, number: formatNumber(selected, locale) })}</strong>
        <span className={styles.soft}>{t('accept.hint')}</span>
      </span>
      <Button disabled={selected === 0} loading={desk.busy} onClick={() => accept(false)}>
        {t('accept.drafts')}
      </Button>
      {may('knowledge.publish') && (
        <Button type="primary" disabled={selected === 0} loading={desk.busy} onClick={() => accept(true)}>
          {t('accept.publish')}
        </Button>
      )}
    </div>
  )
}
