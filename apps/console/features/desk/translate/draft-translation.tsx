import { TranslationOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownKeys } from '../../../commands/keys.ts'
import { useCommands } from '../../../commands/registry.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { Doubtful } from './message-translation.tsx'
import styles from './translate.module.css'
import type { useDraftTranslation } from './use-draft-translation.ts'

type Props = { translation: ReturnType<typeof useDraftTranslation> }

/** Puts the draft into the customer's language. */
export function TranslateTool({ translation }: Props) {
  const { t } = useTranslation('desk')
  const { offered, ready, why, language, running, run } = translation
  const title = t(`translate.draft.${language}`)
  useCommands(offered ? [{ id: 'desk:translate', title, group: t('keys.group'), keys: 'alt+y', run }] : [])
  if (!offered) return null
  return (
    <Tooltip title={why || `${title} · ${shownKeys('alt+y').join(' ')}`} mouseEnterDelay={0.4}>
      <Button
        type="text"
        size="small"
        icon={<TranslationOutlined aria-hidden />}
        aria-label={title}
        aria-keyshortcuts="alt+y"
        disabled={!ready && !running}
        loading={running}
        onClick={run}
      />
    </Tooltip>
  )
}

/** What became of the draft: it is read once more before it is sent. */
export function TranslationLine({ translation }: Props) {
  const { t } = useTranslation('desk')
  const errorText = useErrorText()
  const { translated, error, undo } = translation
  if (error) return <div className={`${styles.draft} ${styles.failed}`}>{errorText(error)}</div>
  if (!translated) return null
  return (
    <div className={styles.draft} role="status">
      <span>{t('translate.check')}</span>
      {translated.doubtful.length > 0 && <Doubtful figures={translated.doubtful} />}
      <span className={styles.original} title={translated.original}>
        {t('translate.original', { text: translated.original })}
      </span>
      <Button type="link" size="small" onClick={undo}>
        {t('translate.undo')}
      </Button>
    </div>
  )
}
