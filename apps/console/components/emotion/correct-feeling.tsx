import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EmotionLabel } from '../../../../src/emotion/contract.ts'
import type { MessageFeeling } from '../../../../src/learning/contract.ts'
import type { Labelled } from '../../../../src/understanding/models/labels/contract.ts'
import { get, post, remove } from '../../api.ts'
import { curveKey, emotionKey } from '../../realtime/query-keys.ts'
import { useTold } from '../list/use-told.tsx'
import { Loading } from '../loading.tsx'
import { Problem } from '../problem.tsx'
import styles from './correct-feeling.module.css'
import { FeelingChoices } from './feeling-choices.tsx'
import type { FeelingLevel } from './feeling-list.tsx'

type Props = { conversationId: string; seq: number; onDone: () => void }

/** Says what a customer's message really felt like: how it was read, and ten feelings to choose from. */
export function CorrectFeeling({ conversationId, seq, onDone }: Props) {
  const { t } = useTranslation('emotion')
  const { data, isPending, error, refetch, correct, forget } = useFeeling(conversationId, seq)
  if (isPending) return <Loading rows={3} />
  if (!data) return <Problem error={error} onRetry={() => void refetch()} />
  const { said, words } = data
  const now = said?.label ?? data.label
  return (
    <div className={styles.correct}>
      <p className={styles.read}>
        {said
          ? t('correct.said', { label: t(`label.${said.label}`) })
          : t('correct.readAs', { label: t(`label.${data.label}`) })}
        {!said && words.length > 0 && (
          <span className={styles.words}>{words.map((word) => `“${word}”`).join(' ')}</span>
        )}
        {said && (
          <Button
            type="link"
            size="small"
            onClick={() => {
              onDone()
              forget.mutate()
            }}
          >
            {t('correct.forget')}
          </Button>
        )}
      </p>
      <FeelingChoices
        now={now}
        onPick={(label, level) => {
          onDone()
          correct.mutate({ label, level })
        }}
      />
    </div>
  )
}

type Said = { label: EmotionLabel; level: FeelingLevel }

function useFeeling(conversationId: string, seq: number) {
  const { t } = useTranslation('emotion')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/messages/${seq}/emotion`
  const key = ['message-feeling', conversationId, seq]
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => get<MessageFeeling>(path, {}, signal) })
  const renew = () =>
    Promise.all(
      [key, curveKey(conversationId), emotionKey(conversationId), ['alerts']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  const common = { retry: false, onError: failed } as const
  const forget = useMutation({
    ...common,
    mutationFn: () => remove(path),
    onSuccess: () => {
      done(t('correct.undone'))
      return renew()
    },
  })
  const correct = useMutation({
    ...common,
    mutationFn: (said: Said) => post<Labelled>(path, said),
    onSuccess: ({ label, before }) => {
      const back = () => (before ? correct.mutate({ label: before.label, level: before.level }) : forget.mutate())
      done(t('correct.done', { label: t(`label.${label.label}`) }), back)
      return renew()
    },
  })
  return { ...query, correct, forget }
}
