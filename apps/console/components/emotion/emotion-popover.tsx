import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../loading.tsx'
import { Problem } from '../problem.tsx'
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
  const { data, isPending, error, refetch } = useEmotionCurve(conversationId)
  return (
    <div className={styles.curve}>
      {isPending ? (
        <Loading rows={4} />
      ) : data ? (
        <EmotionCurve curve={data.curve} height={180} />
      ) : (
        <Problem error={error} onRetry={() => void refetch()} />
      )}
    </div>
  )
}
