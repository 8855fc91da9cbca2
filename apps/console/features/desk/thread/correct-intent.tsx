import { AimOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IntentChoice } from '../../../../../src/learning/contract.ts'
import { get, post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { usePreferences } from '../../../preferences.ts'
import { IntentPicker } from '../../learning/intent-picker.tsx'
import styles from './correct-intent.module.css'

/** Beside a customer's message: says what it really meant when the bot took it wrongly. The next training learns it. */
export function CorrectIntent({ conversationId, seq }: { conversationId: string; seq: number }) {
  const { t } = useTranslation('learning')
  const { done, failed } = useTold()
  const { titleIn, options, open, setOpen } = useChoices(conversationId, seq)
  const correct = useMutation({
    retry: false,
    mutationFn: (intentId: string) => post(pathOf(conversationId, seq), { intentId }),
    onSuccess: (_, intentId) => done(t('correct.done', { intent: titleIn(intentId) })),
    onError: failed,
  })
  return (
    <>
      <Tooltip title={t('correct.hint')} mouseEnterDelay={0.4}>
        <button type="button" className={styles.open} aria-label={t('correct.open')} onClick={() => setOpen(true)}>
          <AimOutlined aria-hidden />
        </button>
      </Tooltip>
      {open && (
        <IntentPicker
          title={t('correct.title')}
          options={options}
          onPick={(intentId) => {
            setOpen(false)
            correct.mutate(intentId)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

const pathOf = (conversationId: string, seq: number) =>
  `/api/conversations/${encodeURIComponent(conversationId)}/messages/${seq}/intent`

/** Every intent there is, those that came into question first; fetched when the choice opens. */
function useChoices(conversationId: string, seq: number) {
  const { t } = useTranslation('learning')
  const { locale } = usePreferences()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['message-intent', conversationId, seq],
    queryFn: ({ signal }) => get<IntentChoice>(pathOf(conversationId, seq), {}, signal),
    enabled: open,
    staleTime: 60_000,
  })
  const likely = data?.likely ?? []
  const place = (id: string) => (likely.includes(id) ? likely.indexOf(id) : likely.length)
  const sorted = (data?.intents ?? []).toSorted((a, b) => place(a.id) - place(b.id))
  return {
    open,
    setOpen,
    titleIn: (id: string) => data?.intents.find((intent) => intent.id === id)?.title[locale] ?? id,
    options: sorted.map(({ id, title }) => ({
      value: id,
      label: title[locale],
      hint: id === data?.taken ? t('correct.taken') : likely.includes(id) ? t('correct.likely') : '',
    })),
  }
}
