import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { APPEAL_DAYS } from '../../../../src/desk/quality/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './quality.module.css'
import type { Scoring } from './score-form.tsx'
import { useAct } from './use-quality.ts'

/** The agent objects; an inspector lets the result stand or changes it; both read what the other wrote. */
export function AppealBox({ review, scores, decides }: Scoring & { decides: boolean }) {
  const { t } = useTranslation('quality')
  const [text, setText] = useState('')
  const sent = useAct(t('appeal.sent'))
  const decided = useAct(t('appeal.decided'))
  const { appeal } = review
  if (!appeal)
    return (
      <section className={styles.box}>
        <h3>{t('appeal.title')}</h3>
        <p className={styles.quiet}>{t('appeal.hint', { days: APPEAL_DAYS })}</p>
        <Input.TextArea
          value={text}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          aria-label={t('appeal.text')}
          placeholder={t('appeal.text')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          disabled={text.trim().length < 5}
          loading={sent.isPending}
          onClick={() =>
            sent.act({ method: 'post', path: `/api/quality/reviews/${review.id}/appeal`, body: { text: text.trim() } })
          }
        >
          {t('appeal.send')}
        </Button>
      </section>
    )
  const decide = (decision: 'upheld' | 'changed') =>
    decided.act({
      ...{ method: 'post', path: `/api/quality/reviews/${review.id}/decision` },
      body: { decision, reply: text.trim(), ...(decision === 'changed' ? { scores } : {}) },
    })
  return (
    <section className={styles.box}>
      <h3>{t('appeal.title')}</h3>
      <blockquote className={styles.comment}>{appeal.text}</blockquote>
      <p className={styles.quiet}>
        <RelativeTime at={appeal.at} /> · {t('appeal.before', { total: appeal.totalBefore })}
      </p>
      {appeal.decision && (
        <>
          <p>
            <strong>{t(`appeal.${appeal.decision}`)}</strong> · {appeal.decidedBy}
          </p>
          <blockquote className={styles.comment}>{appeal.reply}</blockquote>
        </>
      )}
      {!appeal.decision && !decides && <p>{t('appeal.waiting')}</p>}
      {!appeal.decision && decides && (
        <>
          <p className={styles.quiet}>{t('appeal.decideHint')}</p>
          <Input.TextArea
            value={text}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            aria-label={t('appeal.reply')}
            placeholder={t('appeal.reply')}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.acts}>
            <Button disabled={!text.trim()} loading={decided.isPending} onClick={() => decide('upheld')}>
              {t('appeal.uphold')}
            </Button>
            <Button
              type="primary"
              disabled={!text.trim()}
              loading={decided.isPending}
              onClick={() => decide('changed')}
            >
              {t('appeal.change')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
