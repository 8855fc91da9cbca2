import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/learning/contract.ts'
import { useColleagues } from '../../team/use-colleagues.ts'
import styles from '../figures.module.css'

/** The agreement of each two people. */
export function PairTable({ pairs }: { pairs: Agreement['pairs'] }) {
  const { t } = useTranslation('learning')
  const { name } = useColleagues()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('agreement.pair')}</th>
          <th scope="col">{t('agreement.cases')}</th>
          <th scope="col">{t('agreement.agreed')}</th>
          <th scope="col">{t('agreement.kappa')}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ first, second, cases, agreed, kappa }) => (
          <tr key={`${first} ${second}`}>
            <td>{t('agreement.two', { first: name(first) ?? first, second: name(second) ?? second })}</td>
            <td>{cases}</td>
            <td>{Math.round((agreed / cases) * 100)}%</td>
            <td>{kappa === null ? '–' : kappa.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
