import { PhoneOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Wall } from '../../../../src/desk/wall/contract.ts'
import styles from './wall.module.css'

/** Beside the name of a customer who is on the line. */
export function OnCall({ person }: { person: Pick<Wall['serving'][number], 'onCall'> }) {
  const { t } = useTranslation('wall')
  return person.onCall ? (
    <span className={styles.onCall}>
      <PhoneOutlined aria-hidden /> {t('onCall')}
    </span>
  ) : null
}
