import { StopOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { replaceWording, type WordingFinding } from '../../../../../src/packs/contract.ts'
import styles from './assist.module.css'

type Props = { text: string; findings: readonly WordingFinding[]; onReplace: (text: string) => void }

/** What must not be said, why, and what to say instead; a click says it. */
export function WordingWarning({ text, findings, onReplace }: Props) {
  const { t } = useTranslation('desk')
  if (findings.length === 0) return null
  return (
    <ul className={styles.warnings} aria-label={t('assist.wording')} aria-live="polite">
      {findings.slice(0, 3).map((finding) => {
        const refused = finding.severity === 'refuse'
        return (
          <li key={`${finding.rule} ${finding.start}`} className={refused ? styles.refused : styles.marked}>
            {refused ? <StopOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
            <span>
              <strong>{t('assist.banned', { text: finding.text })}</strong> {finding.reason}{' '}
              <em>{refused ? t('assist.refused') : t('assist.marked')}</em>
            </span>
            {finding.instead && (
              <Button size="small" onClick={() => onReplace(replaceWording(text, finding))} title={finding.instead}>
                {t('assist.replace')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
