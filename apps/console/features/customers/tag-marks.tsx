import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../../src/customers/contract.ts'
import styles from './customers.module.css'

/** Marks of a customer; the reason of each on hover. */
export function TagMarks({ customer }: { customer: Pick<Customer, 'tags' | 'elderly'> }) {
  const { t } = useTranslation('customers')
  return (
    <span className={styles.tags}>
      {customer.elderly && <span className={`${styles.tag} ${styles.elderly}`}>{t('elderly.mark')}</span>}
      {customer.tags.map((tag) => (
        <Tooltip key={tag.tag} title={`${t(`source.${tag.source}`)}${tag.reason && `: ${tag.reason}`}`}>
          <span className={styles.tag}>{tag.tag}</span>
        </Tooltip>
      ))}
    </span>
  )
}
