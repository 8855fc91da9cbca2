import { Button, Input, Rate } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_POINTS, type Review } from '../../../../src/desk/quality/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './quality.module.css'
import { useFoundText } from './use-found-text.ts'
import { useAct } from './use-quality.ts'

export type Scoring = {
  review: Review
  scores: Record<string, number>
  setScores: (scores: Record<string, number>) => void
}

/** The criteria with their points; what was checked by itself says on what it rests. */
export function ScoreForm({ review, scores, setScores, scoring }: Scoring & { scoring: boolean }) {
  const { t } = useTranslation(['quality', 'lists'])
  const { locale } = usePreferences()
  const [comment, setComment] = useState(review.comment)
  const { act, isPending } = useAct(t('quality:scored'))
  const foundText = useFoundText()
  const open = scoring || review.status === 'appealed'
  const automatic = new Map(review.automatic.map((one) => [one.criterionId, one]))
  const pointsOf = (id: string) => scores[id] ?? automatic.get(id)?.points
  const missing = review.scorecard.criteria.filter(({ id }) => pointsOf(id) === undefined).length
  const save = () =>
    act({
      ...{ method: 'put', path: `/api/quality/reviews/${review.id}/scores` },
      body: { version: review.version, scores, comment },
    })
  useCommands(
    scoring
      ? [{ id: 'quality:save', title: t('quality:save'), group: t('quality:title'), keys: 'mod+s', run: save }]
      : [],
  )
  return (
    <>
      <ol className={styles.criteria}>
        {review.scorecard.criteria.map((criterion) => {
          const found = automatic.get(criterion.id)
          return (
            <li key={criterion.id}>
              <div className={styles.criterion}>
                <span>{criterion.title[locale]}</span>
                <span className={styles.weight}>{t('quality:weight', { weight: criterion.weight })}</span>
              </div>
              <Rate
                count={MOST_POINTS}
                value={pointsOf(criterion.id) ?? 0}
                disabled={!open}
                onChange={(points) => setScores({ ...scores, [criterion.id]: points })}
                aria-label={criterion.title[locale]}
              />
              <span className={styles.points}>{pointsOf(criterion.id) ?? t('quality:unscored')}</span>
              {found && (
                <p className={styles.quiet}>
                  {scores[criterion.id] === undefined || scores[criterion.id] === found.points
                    ? t('quality:automatic')
                    : t('quality:overruled', { points: found.points })}
                  {found.found && ` · ${foundText(criterion.check, found.found)}`}
                </p>
              )}
            </li>
          )
        })}
      </ol>
      {scoring ? (
        <>
          <Input.TextArea
            value={comment}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={t('quality:comment')}
            aria-label={t('quality:comment')}
            onChange={(event) => setComment(event.target.value)}
          />
          <Button type="primary" disabled={missing > 0} loading={isPending} onClick={save}>
            {missing > 0 ? t('quality:missing', { count: missing }) : t('quality:save')} <Kbd keys="mod+s" />
          </Button>
        </>
      ) : (
        review.comment && <blockquote className={styles.comment}>{review.comment}</blockquote>
      )}
    </>
  )
}
