import { BulbOutlined, CloseOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { Suggestion } from '../../../../../src/desk/assist/contract.ts'
import type { WordingFinding } from '../../../../../src/packs/contract.ts'
import { useCommands } from '../../../commands/registry.ts'
import { Kbd } from '../../../components/kbd.tsx'
import { usePreferences } from '../../../preferences.ts'
import { insertText } from '../composer/insert.ts'
import { TreatmentBar } from '../treatment/treatment-bar.tsx'
import styles from './assist.module.css'
import { noteInserted, reportRejected } from './inserted.ts'
import { useAssist } from './use-assist.ts'
import { WordingWarning } from './wording-warning.tsx'

const KEYED = 3
const NONE: readonly Suggestion[] = []

type Props = {
  conversation: Conversation
  text: string
  note: boolean
  findings: readonly WordingFinding[]
  onReplace: (text: string) => void
}

/** Help beside the reply box: what could be said next, one key each, and what must not be said. */
export function AssistPanel({ conversation, text, note, findings, onReplace }: Props) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const [open, setOpen] = useState(false)
  const [dropped, setDropped] = useState<readonly string[]>([])
  const { data, isError, refetch } = useAssist(conversation, text, note)
  const shown = note ? NONE : (data?.suggestions ?? NONE).filter(({ id }) => !dropped.includes(id))
  const use = (suggestion: Suggestion) => {
    noteInserted(conversation.id, data?.seq ?? 0, suggestion, shown)
    insertText(conversation.id, suggestion.text)
  }
  const reject = (suggestion: Suggestion) => {
    reportRejected(conversation.id, data?.seq ?? 0, suggestion)
    setDropped([...dropped, suggestion.id])
  }
  useCommands(
    shown.slice(0, KEYED).map((suggestion, at) => ({
      id: `desk:assist:${at + 1}`,
      title: `${t('assist.use')}: ${suggestion.title[locale]}`,
      group: t('assist.label'),
      keys: `alt+${at + 1}`,
      run: () => use(suggestion),
    })),
  )
  return (
    <>
      {!note && <TreatmentBar conversation={conversation} />}
      {(shown.length > 0 || isError) && (
        <section className={styles.panel} aria-label={t('assist.label')} data-open={open || undefined}>
          <BulbOutlined aria-hidden className={styles.bulb ?? ''} />
          {isError && (
            <Button type="link" size="small" onClick={() => refetch()}>
              {t('assist.failed')}
            </Button>
          )}
          <ol className={styles.list}>
            {shown.slice(0, open ? undefined : KEYED).map((suggestion, at) => (
              <li key={suggestion.id} className={styles.item}>
                <Tooltip title={open ? '' : suggestion.text.slice(0, 240)} mouseEnterDelay={0.5}>
                  <button type="button" className={styles.use} onClick={() => use(suggestion)}>
                    <span className={styles.kind}>{t(`assist.kind.${suggestion.kind}`)}</span>
                    <span className={styles.title}>{suggestion.title[locale]}</span>
                    {at < KEYED && <Kbd keys={`alt+${at + 1}`} />}
                    {open && <span className={styles.text}>{suggestion.text}</span>}
                  </button>
                </Tooltip>
                {open && (
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined aria-hidden />}
                    aria-label={t('assist.reject', { title: suggestion.title[locale] })}
                    title={t('assist.rejectHint')}
                    onClick={() => reject(suggestion)}
                  />
                )}
              </li>
            ))}
          </ol>
          {shown.length > 0 && (
            <Button
              type="text"
              size="small"
              icon={<DownOutlined aria-hidden rotate={open ? 0 : 180} />}
              aria-expanded={open}
              aria-label={open ? t('assist.less') : t('assist.more')}
              onClick={() => setOpen(!open)}
            />
          )}
        </section>
      )}
      <WordingWarning text={text} findings={findings} onReplace={onReplace} />
    </>
  )
}
