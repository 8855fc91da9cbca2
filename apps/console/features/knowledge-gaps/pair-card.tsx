import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ArticlePair } from '../../../../src/knowledge/conflicts/contract.ts'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import styles from './gaps.module.css'
import { PairSide } from './pair-side.tsx'
import { usePair } from './use-pair.ts'

/** Two articles side by side, with what they say otherwise. */
export function PairCard({ pair }: { pair: ArticlePair }) {
  const { t } = useTranslation('knowledge-gaps')
  const { may } = useSession()
  const acts = usePair(pair)
  const { kind, differences } = pair
  const archive = may('knowledge.publish') && !pair.dismissedBy ? acts.archive : null
  return (
    <li className={styles.card}>
      <header className={styles.cardHead}>
        <StatusMark tone={kind === 'conflict' ? 'risk' : 'person'}>{t(`pairs.is.${kind}`)}</StatusMark>
        <p className={styles.cardWords}>
          {pair.question === pair.theirs
            ? t('pairs.same', { question: pair.question })
            : t('pairs.alike', { question: pair.question, theirs: pair.theirs })}{' '}
          <span className={styles.quiet}>
            {t('pairs.score', { percent: Math.round(pair.score * 100) })} · <RelativeTime at={pair.foundAt} />
          </span>
        </p>
        {may('knowledge.write') && !pair.dismissedBy && (
          <Button size="small" loading={acts.dismiss.isPending} onClick={() => acts.dismiss.mutate()}>
            {t('pairs.dismiss')}
          </Button>
        )}
      </header>
      {differences.length > 0 && (
        <ul className={styles.differences} aria-label={t('pairs.differences')}>
          {differences.map((one) => (
            <li key={`${one.kind}:${one.ours}:${one.theirs}`}>
              <Word>{t(`pairs.reason.${one.kind}`)}</Word>
              <b>{one.ours || t('pairs.not')}</b>
              <span aria-hidden="true">≠</span>
              <b>{one.theirs || t('pairs.not')}</b>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.sides}>
        <PairSide side={pair.left} marked={differences.map(({ ourSentence }) => ourSentence)} onArchive={archive} />
        <PairSide
          side={pair.right}
          marked={differences.map(({ theirSentence }) => theirSentence)}
          onArchive={archive}
        />
      </div>
    </li>
  )
}
