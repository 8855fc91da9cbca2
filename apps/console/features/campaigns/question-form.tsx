import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../src/outbound/contract.ts'
import styles from './campaigns.module.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
type Props = { n: number; question: Question; onChange: (question: Question) => void; onRemove: (() => void) | null }

/** One question with its answers, each by key and by word. */
export function QuestionForm({ n, question, onChange, onRemove }: Props) {
  const { t } = useTranslation('campaigns')
  const { text, choices } = question
  const set = (at: number, choice: Question['choices'][number]) =>
    onChange({ ...question, choices: choices.with(at, choice) })
  const free = KEYS.find((key) => choices.every((choice) => choice.key !== key))
  return (
    <fieldset className={styles.question}>
      <legend>{t('question', { n })}</legend>
      <div className={styles.line}>
        {(['zh', 'en'] as const).map((language) => (
          <Input
            key={language}
            aria-label={`${t('question', { n })} ${t(language)}`}
            placeholder={t(language)}
            value={text[language]}
            maxLength={300}
            onChange={(event) => onChange({ ...question, text: { ...text, [language]: event.target.value } })}
          />
        ))}
        <Button
          type="text"
          aria-label={t('removeQuestion', { n })}
          icon={<DeleteOutlined aria-hidden />}
          disabled={!onRemove}
          onClick={() => onRemove?.()}
        />
      </div>
      {choices.map((choice, at) => (
        <div key={choice.key} className={styles.line}>
          <span className={styles.key}>{choice.key}</span>
          {(['zh', 'en'] as const).map((language) => (
            <Input
              key={language}
              aria-label={`${t('answer', { key: choice.key })} ${t(language)}`}
              placeholder={`${t('answer', { key: choice.key })} ${t(language)}`}
              value={choice.label[language]}
              maxLength={40}
              onChange={(event) => set(at, { ...choice, label: { ...choice.label, [language]: event.target.value } })}
            />
          ))}
          <Input
            aria-label={t('wordsOf', { key: choice.key })}
            placeholder={t('alsoSaid')}
            defaultValue={choice.words.join('、')}
            onBlur={(event) => set(at, { ...choice, words: wordsOf(event.target.value) })}
          />
          <Button
            type="text"
            aria-label={t('removeAnswer', { key: choice.key })}
            icon={<DeleteOutlined aria-hidden />}
            disabled={choices.length <= 2}
            onClick={() => onChange({ ...question, choices: choices.toSpliced(at, 1) })}
          />
        </div>
      ))}
      {free && (
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            onChange({ ...question, choices: [...choices, { key: free, label: { zh: '', en: '' }, words: [] }] })
          }
        >
          {t('addAnswer')}
        </Button>
      )}
    </fieldset>
  )
}

const wordsOf = (text: string): string[] =>
  text
    .split(/[、，,]/)
    .map((word) => word.trim().slice(0, 20))
    .filter(Boolean)
    .slice(0, 20)
