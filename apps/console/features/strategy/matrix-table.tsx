import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StrategyLine } from '../../../../src/emotion/strategy/contract.ts'
import { RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './strategy.module.css'
import { useSituationWords } from './use-situation-words.ts'

type Props = {
  lines: StrategyLine[]
  onOpen: (line: StrategyLine) => void
  onSwitch: (line: StrategyLine) => void
}

/** One line for each situation: for whom, and what is done. */
export function MatrixTable({ lines, onOpen, onSwitch }: Props) {
  const { t } = useTranslation('strategy')
  const { locale } = usePreferences()
  const words = useSituationWords()
  return (
    <RecordTable
      label={t('title')}
      rows={lines}
      onOpen={onOpen}
      faded={({ enabled }) => !enabled}
      columns={[
        {
          key: 'title',
          title: t('field.title'),
          width: 220,
          cell: ({ title }) => title[locale],
        },
        {
          key: 'when',
          title: t('field.when'),
          cell: ({ when }) => (
            <span className={styles.words}>
              {words(when).map((word) => (
                <Word key={word}>{word}</Word>
              ))}
            </span>
          ),
        },
        {
          key: 'serve',
          title: t('field.serve'),
          width: 160,
          cell: ({ treat }) => (
            <>
              {t(`serve.${treat.serve}`)}
              {treat.priority > 0 && <span className={styles.soft}> · {t('raised', { count: treat.priority })}</span>}
            </>
          ),
        },
        {
          key: 'words',
          title: t('field.words'),
          wideOnly: true,
          cell: ({ treat }) =>
            treat.lockWording ? (
              <StatusMark tone="action">{t('locked')}</StatusMark>
            ) : (
              <span className={styles.soft}>{treat.words?.[locale] ?? ''}</span>
            ),
        },
        {
          key: 'offers',
          title: t('field.offers'),
          width: 110,
          wideOnly: true,
          cell: ({ treat }) =>
            treat.offers.length > 0 && t('offered', { count: treat.offers.length, budget: treat.budget }),
        },
        {
          key: 'origin',
          title: t('field.origin'),
          width: 90,
          cell: ({ origin }) => t(`origin.${origin}`),
        },
        {
          key: 'on',
          title: t('field.enabled'),
          width: 70,
          cell: (line) => (
            <Switch
              size="small"
              checked={line.enabled}
              aria-label={t('on', { title: line.title[locale] })}
              onChange={() => onSwitch(line)}
            />
          ),
        },
      ]}
    />
  )
}
