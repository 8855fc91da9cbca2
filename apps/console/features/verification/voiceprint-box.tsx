import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { type VerificationView, VOICEPRINT_NOTICE } from '../../../../src/verification/contract.ts'
import { formatDay } from '../../../kit/format.ts'
import { post, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { usePreferences } from '../../preferences.ts'
import { verificationKey } from './use-verification.ts'
import styles from './verification.module.css'

type Props = { conversation: Conversation; view: VerificationView }

/** The customer's voiceprint: taken with his word, deleted on his word; why there can be none is said plainly. */
export function VoiceprintBox({ conversation, view }: Props) {
  const { t } = useTranslation('verification')
  const { locale } = usePreferences()
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [agreed, setAgreed] = useState(false)
  const { lacking, since, heardSeconds } = view.voiceprint
  const again = (said: string) => () => {
    done(said)
    void client.invalidateQueries({ queryKey: verificationKey(conversation.id) })
  }
  const take = useMutation({
    mutationFn: () => post(`/api/conversations/${conversation.id}/voiceprint`, { consent: true }),
    onSuccess: again(t('voice.taken')),
    onError: failed,
  })
  const about = view.proof?.customerId ?? conversation.customerId
  const drop = useMutation({
    mutationFn: () => remove(`/api/customers/${about}/voiceprint`),
    onSuccess: again(t('voice.removed')),
    onError: failed,
  })
  if (lacking === 'off' && !since) return null
  return (
    <section aria-label={t('voice.title')} className={styles.voice}>
      <h3 className={styles.small}>{t('voice.title')}</h3>
      {lacking && <p className={styles.hint}>{t(`voice.lacking.${lacking}`)}</p>}
      <p className={styles.hint}>{since ? t('voice.since', { day: formatDay(since, locale) }) : t('voice.none')}</p>
      {!lacking && (
        <>
          <p className={styles.hint}>{t('voice.heard', { seconds: heardSeconds })}</p>
          <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>
            {t('voice.consent')}
          </Checkbox>
          <blockquote className={styles.notice}>{VOICEPRINT_NOTICE[conversation.language]}</blockquote>
          <Button disabled={!agreed} loading={take.isPending} onClick={() => take.mutate()}>
            {t('voice.take')}
          </Button>
        </>
      )}
      {since && (
        <Button danger loading={drop.isPending} onClick={() => drop.mutate()}>
          {t('voice.remove')}
        </Button>
      )}
    </section>
  )
}
