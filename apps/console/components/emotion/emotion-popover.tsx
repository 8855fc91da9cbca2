import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmotionPoint } from '../../../../src/emotion/contract.ts'
import { useSession } from '../../session.tsx'
import { Loading } from '../loading.tsx'
import { Problem } from '../problem.tsx'
import { CorrectFeeling } from './correct-feeling.tsx'
import styles from './emotion.module.css'
import { EmotionCurve } from './emotion-curve.tsx'
import { EmotionMark } from './emotion-mark.tsx'
import { useEmotion, useEmotionCurve } from './use-emotion.ts'

/** The mark of a conversation; pressed, it shows how it came to that. */
export function EmotionPopover({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('emotion')
  const [open, setOpen] = useState(false)
  const emotion = useEmotion(conversationId)
  if (!emotion) return null
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<ConversationCurve conversationId={conversationId} />}
    >
      <button type="button" className={styles.button} aria-expanded={open}>
        <EmotionMark emotion={emotion} />
        <span className={styles.unseen}>{t('curve.show')}</span>
      </button>
    </Popover>
  )
}

/** The curve of a conversation, live. */
export function ConversationCurve({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('emotion')
  const { may } = useSession()
  const [seq, setSeq] = useState<number | null>(null)
  const { data, isPending, error, refetch } = useEmotionCurve(conversationId)
  const corrects =
    may('conversations.reply') && data?.curve.some((point) => point.seq !== null && point.source === 'text')
  return (
    <div className={styles.curve}>
      {isPending ? (
        <Loading rows={4} />
      ) : data ? (
        <>
          <EmotionCurve
            curve={data.curve}
            height={180}
            {...(corrects && { onPick: (point: EmotionPoint) => point.source === 'text' && setSeq(point.seq) })}
          />
          {corrects && seq === null && <p className={styles.pick}>{t('correct.pick')}</p>}
          {seq !== null && (
            <section className={styles.picked} aria-label={t('correct.message', { seq })}>
              <h3>{t('correct.message', { seq })}</h3>
              <CorrectFeeling key={seq} conversationId={conversationId} seq={seq} onDone={() => setSeq(null)} />
            </section>
          )}
        </>
      ) : (
        <Problem error={error} onRetry={() => void refetch()} />
      )}
    </div>
  )
}
