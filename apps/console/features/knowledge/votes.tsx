import { DislikeOutlined, LikeOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../../src/knowledge/contract.ts'
import styles from './knowledge.module.css'

/** How customers rated the answer. A majority of "not helpful" stands out. */
export function Votes({ article }: { article: Pick<Article, 'helpful' | 'unhelpful'> }) {
  const { t } = useTranslation('knowledge')
  const { helpful, unhelpful } = article
  if (helpful + unhelpful === 0) return <span className={styles.faint}>—</span>
  const words = t('votes', { helpful, unhelpful })
  return (
    <span className={styles.votes} title={words} role="img" aria-label={words}>
      <span>
        <LikeOutlined aria-hidden /> {helpful}
      </span>
      <span className={unhelpful > helpful ? styles.bad : undefined}>
        <DislikeOutlined aria-hidden /> {unhelpful}
      </span>
    </span>
  )
}
