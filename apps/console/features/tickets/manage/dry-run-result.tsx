import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DryRun } from '../../../../../src/tickets/rules/contract.ts'
import { RelativeTime } from '../../../components/relative-time.tsx'
import styles from './manage.module.css'

/** What the rule would have acted on. */
export function DryRunResult({ result }: { result: DryRun }) {
  const { t } = useTranslation('tickets')
  return (
    <div className={styles.dry} role="status">
      <b>{t('rules.dryResult', { facts: result.facts, matched: result.matched })}</b>
      <ul className={styles.examples}>
        {result.examples.map((one) => (
          <li key={`${one.at}${one.ticketId ?? one.conversationId}`}>
            <Link to={one.ticketId ? `/tickets/${one.ticketId}` : `/conversations/${one.conversationId}`}>
              {one.title || t('rules.noTitle')}
            </Link>{' '}
            <span className={styles.soft}>
              <RelativeTime at={one.at} />
            </span>
            {one.would.map(({ kind, text, problem }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the actions of a rule have no identity but their place
              <div key={n} className={problem ? styles.lacks : styles.soft}>
                {`${t('rules.would')} ${[t(`rules.action.${kind as 'set'}`), text].filter(Boolean).join(' · ')}`}
                {problem && ` — ${t('rules.lacks', { fields: problem })}`}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
