import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StrategyLine } from '../../../../src/emotion/strategy/contract.ts'
import { EmotionMark } from '../../components/emotion/emotion-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './strategy.module.css'
import type { Preview } from './use-matrix.ts'

/** Past messages that would be treated otherwise. */
export function PreviewPanel({
  preview,
  lines,
  onClose,
}: {
  preview: Preview
  lines: StrategyLine[]
  onClose: () => void
}) {
  const { t } = useTranslation('strategy')
  const { locale } = usePreferences()
  const nameOf = (id: string | null) => lines.find((line) => line.id === id)?.title[locale] ?? id ?? t('noStrategy')
  return (
    <section className={styles.card} aria-label={t('preview')}>
      <div className={styles.head}>
        <b>{t('previewed', { changed: preview.changed, count: preview.lookedAt })}</b>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('closePreview')}
          onClick={onClose}
        />
      </div>
      <ul className={styles.preview}>
        {preview.items.map((one) => (
          <li key={`${one.conversationId}${one.seq}`}>
            <EmotionMark emotion={{ label: one.emotion, level: one.level }} />
            <span className={styles.said}>{one.text}</span>
            <span className={styles.soft}>
              {nameOf(one.before)} → {nameOf(one.after)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
