import { ProfileOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import styles from './tickets.module.css'

type Props = { all: Column<Ticket>[]; chosen: string[]; onChoose: (keys: string[]) => void; onReset: () => void }

/** Which columns the list shows; the export follows. */
export function ColumnChooser({ all, chosen, onChoose, onReset }: Props) {
  const { t } = useTranslation('tickets')
  const options = all.filter(({ key }) => key !== 'title').map(({ key, title }) => ({ value: key, label: title }))
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles.chooser}>
          <Checkbox.Group options={options} value={chosen} onChange={onChoose} />
          <Button size="small" type="link" onClick={onReset}>
            {t('columns.reset')}
          </Button>
        </div>
      }
    >
      <Button icon={<ProfileOutlined aria-hidden />}>{t('columns.choose')}</Button>
    </Popover>
  )
}
