import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { PracticeRun, PracticeScore } from '../../../../src/desk/practice/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './practice.module.css'
import { useAttempts, usePractice } from './use-practice.ts'

const MARKS = ['time', 'steps', 'wording', 'outcome'] as const

/** Marks of a practice conversation, what they rest on, and the attempts before. */
export function ScoreBoard({ run, score }: { run: PracticeRun; score: PracticeScore }) {
  const { t } = useTranslation('practice')
  const { locale } = usePreferences()
  const navigate = useNavigate()
  const again = usePractice((next) => void navigate(`/practice/${next.id}`))
  const attempts = useAttempts(run.scenarioId, true)
  const items = attempts.data?.items ?? []
  const { facts } = score
  const said = [
    t('fact.time', { seconds: facts.seconds, slowest: facts.slowest }),
    t('fact.steps', { done: facts.stepsDone, wanted: facts.stepsWanted, turns: facts.turns }),
    facts.greeted ? t('fact.greeted') : t('fact.noGreeting'),
    facts.saidGoodbye ? t('fact.goodbye') : t('fact.noGoodbye'),
    t('fact.empathy', { count: facts.empathy }),
    ...(facts.banned > 0 ? [t('fact.banned', { count: facts.banned })] : []),
    ...(facts.harsh > 0 ? [t('fact.harsh', { count: facts.harsh })] : []),
  ]
  return (
    <section aria-label={t('result')}>
      <p className={styles.total}>
        <strong>{score.total}</strong> {t(`status.${run.status}`)}
      </p>
      <dl className={styles.marks}>
        {MARKS.map((mark) => (
          <div key={mark}>
            <dt>{t(`mark.${mark}`)}</dt>
            <dd>{score[mark]}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.list}>
        {run.steps.map(({ title, done }) => (
          <li key={title.zh} className={done ? '' : styles.undone}>
            {done ? <CheckOutlined aria-label={t('done')} /> : <MinusOutlined aria-label={t('notDone')} />}{' '}
            {title[locale]}
          </li>
        ))}
      </ul>
      <ul className={styles.list}>
        {said.map((one) => (
          <li key={one} className={styles.quiet}>
            {one}
          </li>
        ))}
      </ul>
      <Button
        type="primary"
        loading={again.isPending}
        onClick={() => again.mutate({ path: '', body: { scenarioId: run.scenarioId, language: run.language } })}
      >
        {t('again')}
      </Button>
      {items.length > 1 && (
        <>
          <h3>{t('attempts')}</h3>
          <ol className={styles.attempts}>
            {items.slice(0, 10).map((one) => (
              <li key={one.id} aria-current={one.id === run.id ? 'true' : undefined}>
                <Link to={`/practice/${one.id}`}>
                  <RelativeTime at={one.startedAt} />
                </Link>
                <span className={styles.bar} style={{ width: `${Math.max(4, one.score.total)}%` }} aria-hidden />
                <span>{one.score.total}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
