import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { HistoryQuestion } from '../../../../src/learning/history/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import styles from './history.module.css'
import { useIntentTitles } from './use-intent-titles.ts'

type Lesson = { kind: 'intent'; intentId: string } | { kind: 'draft'; category: string } | { kind: 'dismissed' }

/** Makes a question an example of an intent or a draft article, or puts it aside. */
export function QuestionActions({ question, path }: { question: HistoryQuestion; path: string }) {
  const { t } = useTranslation('history')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const { options } = useIntentTitles()
  const [choosing, setChoosing] = useState(false)
  const teach = useMutation({
    retry: false,
    mutationFn: (lesson: Lesson) => post<HistoryQuestion>(`${path}/${encodeURIComponent(question.id)}/lesson`, lesson),
    onSuccess: (_, lesson) => {
      done(t(`taught.${lesson.kind}`))
      return client.invalidateQueries({ queryKey: ['history-questions'] })
    },
    onError: failed,
  })
  const { used } = question
  if (used?.kind === 'draft') return <Link to={`/knowledge/${encodeURIComponent(used.id)}`}>{t('used.draft')}</Link>
  if (used) return <span className={styles.soft}>{t(`used.${used.kind}`)}</span>
  if (choosing) {
    return (
      <Select
        autoFocus
        defaultOpen
        showSearch={{ optionFilterProp: 'label' }}
        size="small"
        className={styles.intent}
        aria-label={t('chooseIntent')}
        placeholder={t('chooseIntent')}
        options={options}
        popupMatchSelectWidth={false}
        onBlur={() => setChoosing(false)}
        onChange={(intentId: string) => teach.mutate({ kind: 'intent', intentId })}
      />
    )
  }
  return (
    <span className={styles.acts}>
      <Button size="small" loading={teach.isPending} onClick={() => setChoosing(true)}>
        {t('toIntent')}
      </Button>
      <Button size="small" onClick={() => teach.mutate({ kind: 'draft', category: t('category') })}>
        {t('toDraft')}
      </Button>
      <Button size="small" type="text" onClick={() => teach.mutate({ kind: 'dismissed' })}>
        {t('dismiss')}
      </Button>
    </span>
  )
}
