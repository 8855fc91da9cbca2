import { DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../loading.tsx'
import styles from './chart.module.css'
import { ChartTable } from './chart-table.tsx'
import { download, pictureOf } from './download.ts'
import { type TableData, toCsv } from './to-csv.ts'
import { type MakeOption, useChart } from './use-chart.ts'

type Props = {
  /** What the chart says, in a sentence. */
  sentence: ReactNode
  /** How it was counted, the units, the period. */
  note?: ReactNode
  /** Keep it the same between renders, or the chart is drawn anew. */
  option: MakeOption
  /** The same figures as a table: for whoever cannot see the chart, and for the export. */
  table: TableData
  /** Name of exported files, without ending. */
  file: string
  height?: number
  /** A bar, point or piece was clicked. */
  onPick?: (name: string, index: number) => void
}

/** A chart of the house: the sentence above, the picture, and the same as table, PNG and CSV. */
export function Chart({ sentence, note, option, table, file, height = 260, onPick }: Props) {
  const { t } = useTranslation(['lists', 'shell'])
  const [asTable, setAsTable] = useState(false)
  const chart = useChart(option, onPick)
  const savePicture = () => {
    const picture = chart.picture()
    if (picture) download(pictureOf(picture), `${file}.png`)
  }
  const saveTable = () => download(new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.head}>
        <div className={styles.words}>
          <p className={styles.sentence}>{sentence}</p>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        <Button
          type={asTable ? 'default' : 'text'}
          size="small"
          icon={<TableOutlined aria-hidden />}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {t('lists:chart.table')}
        </Button>
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              { key: 'png', label: t('lists:chart.png'), disabled: chart.state !== 'ready', onClick: savePicture },
              { key: 'csv', label: t('lists:chart.csv'), onClick: saveTable },
            ],
          }}
        >
          <Button type="text" size="small" icon={<DownloadOutlined aria-hidden />}>
            {t('lists:chart.save')}
          </Button>
        </Dropdown>
      </figcaption>
      <div className={styles.frame} style={{ height }} hidden={asTable}>
        {chart.state === 'loading' && <Loading rows={4} />}
        {chart.state === 'failed' && (
          <div className={styles.failed} role="alert">
            <p>{t('lists:chart.failed')}</p>
            <Button size="small" onClick={chart.again}>
              {t('shell:problem.retry')}
            </Button>
          </div>
        )}
        <div ref={chart.box} className={styles.box} aria-hidden="true" />
      </div>
      <ChartTable table={table} hidden={!asTable} />
    </figure>
  )
}
