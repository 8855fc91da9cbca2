import { useTranslation } from 'react-i18next'
import { ConversationCurve } from '../../components/emotion/emotion-popover.tsx'
import { useEmotion } from '../../components/emotion/use-emotion.ts'
import styles from './brief.module.css'

/** How the customer came to feel as he does; a calm one needs no picture. */
export function BriefFeeling({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('desk')
  const emotion = useEmotion(conversationId)
  if (!emotion || emotion.level === 'none') return null
  return (
    <div className={styles.feeling}>
      <h3>{t('brief.feeling')}</h3>
      <ConversationCurve conversationId={conversationId} />
    </div>
  )
}
