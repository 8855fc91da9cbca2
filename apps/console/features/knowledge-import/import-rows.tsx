import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportJob, ImportRow, ImportRowStatus } from '../../../../src/knowledge/import/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { usePreferences } from '../../preferences.ts'
import { AcceptBar } from './accept-bar.tsx'
import styles from './import.module.css'
import { ImportRowLine } from './import-row-line.tsx'
import { rowsKey } from './use-import-events.ts'
import type { ImportDesk } from './use-import-job.ts'

const SHOWN = ['new', 'conflict', 'duplicate', 'error', 'accepted', 'undone'] as const

/** What was found, line by line in the order of the source; each can be read, changed and ticked. */
export function ImportRows({ job, desk }: { job: ImportJob; desk: ImportDesk }) {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const [status, setStatus] = useState<ImportRowStatus | ''>('')
  const pages = usePages<ImportRow>(rowsKey(job.id), `${desk.path}/rows`, { status })
  const selectable = job.status === 'ready' && status !== 'error' && status !== 'accepted' && status !== 'undone'
  const { counts } = job
  const whole =
    status === ''
      ? counts.selected > 0 && counts.selected === counts.new + counts.duplicate + counts.conflict
      : pages.items.length > 0 && pages.items.every((row) => row.selected)
  return (
    <>
      <div className={styles.counts} role="toolbar" aria-label={t('show')}>
        <Count name={t('row.all')} shown={status === ''} onShow={() => setStatus('')} />
        {SHOWN.filter((one) => counts[one] > 0).map((one) => (
          <Count
            key={one}
            name={t(`row.${one}`)}
            count={formatNumber(counts[one], locale)}
            kind={one}
            shown={status === one}
            onShow={() => setStatus(one)}
          />
        ))}
        {selectable && (
          <Checkbox
            className={styles.all}
            checked={whole}
            onChange={() => desk.step({ what: 'select', body: { selected: !whole, ...(status && { status }) } })}
          >
            {t(status === '' ? 'select.all' : 'select.these')}
          </Checkbox>
        )}
      </div>
      <ListBody
        pages={pages}
        filtered={status !== ''}
        onClear={() => setStatus('')}
        empty={<Empty title={t('nothing')} hint={t('nothingHint')} />}
      >
        <ul className={styles.rows} aria-label={t('rows')}>
          {pages.items.map((row) => (
            <ImportRowLine key={row.n} row={row} desk={desk} open={job.status === 'ready'} />
          ))}
        </ul>
      </ListBody>
      {job.status === 'ready' && <AcceptBar job={job} desk={desk} />}
    </>
  )
}

type CountProps = { name: string; count?: string; kind?: ImportRowStatus; shown: boolean; onShow: () => void }

function Count({ name, count, kind, shown, onShow }: CountProps) {
  return (
    <button
      type="button"
      className={`${styles.count} ${shown ? styles.countShown : ''} ${(kind && styles[kind]) ?? ''}`}
      aria-pressed={shown}
      onClick={onShow}
    >
      {name} {count && <b>{count}</b>}
    </button>
  )
}
