import { useTranslation } from 'react-i18next'
import type { HistoryQuestion } from '../../../../src/learning/history/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark, type Tone, Word } from '../../components/list/status-mark.tsx'
import styles from './history.module.css'
import { QuestionActions } from './question-actions.tsx'
import { useIntentTitles } from './use-intent-titles.ts'

const TONES: Record<HistoryQuestion['known'], Tone> = {
  intent: 'good',
  article: 'good',
  unclear: 'person',
  unknown: 'risk',
}

export function useQuestionColumns(path: string): Column<HistoryQuestion>[] {
  const { t, i18n } = useTranslation('history')
  const { titleOf } = useIntentTitles()
  return [
    {
      key: 'text',
      title: t('field.question'),
      cell: (question) => (
        <span className={styles.question}>
          <span>{question.text}</span>
          {question.answer && <span className={styles.answer}>{question.answer}</span>}
        </span>
      ),
    },
    {
      key: 'times',
      title: t('field.times'),
      width: 80,
      align: 'right',
      cell: (question) => new Intl.NumberFormat(i18n.language).format(question.times),
    },
    {
      key: 'known',
      title: t('field.known'),
      width: 200,
      cell: (question) => (
        <span className={styles.known}>
          <StatusMark tone={TONES[question.known]}>{t(`known.${question.known}`)}</StatusMark>
          {question.intent && question.known !== 'unknown' && (
            <Word title={`${Math.round(question.confidence * 100)} %`}>{titleOf(question.intent)}</Word>
          )}
        </span>
      ),
    },
    {
      key: 'act',
      title: t('field.use'),
      width: 240,
      cell: (question) => <QuestionActions question={question} path={path} />,
    },
  ]
}
