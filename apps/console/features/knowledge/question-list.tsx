import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import styles from './question-list.module.css'
import { useQuestions } from './use-questions.ts'

type Props = { questions: string[]; onChange: (questions: string[]) => void; readOnly: boolean }

/** The other ways customers ask the same thing. Enter adds one, a paste of many lines adds them all. */
export function QuestionList({ questions, onChange, readOnly }: Props) {
  const { t } = useTranslation('knowledge')
  const list = useQuestions(questions, onChange)
  return (
    <Field
      label={t('questions.label')}
      id="article-question"
      hint={t('questions.hint')}
      end={<span className={styles.count}>{t('questions.count', { count: questions.length })}</span>}
    >
      <ul className={styles.list} onKeyDown={list.onKey}>
        {questions.map((question, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, its text changes while it is typed
          <li key={at} className={styles.line}>
            <input
              className={styles.input}
              value={question}
              maxLength={300}
              readOnly={readOnly}
              aria-label={t('questions.nth', { n: at + 1 })}
              data-at={at}
              onChange={(event) => list.change(at, event.target.value)}
              onBlur={list.tidy}
            />
            {!readOnly && (
              <button
                type="button"
                className={styles.remove}
                onClick={() => list.remove(at)}
                aria-label={t('questions.remove', { question })}
                title={t('questions.remove', { question })}
              >
                <CloseOutlined aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Input
          id="article-question"
          prefix={<PlusOutlined aria-hidden className={styles.plus} />}
          maxLength={300}
          value={list.text}
          onChange={(event) => list.setText(event.target.value)}
          onPressEnter={list.onEnter}
          onPaste={list.onPaste}
          onBlur={list.add}
          placeholder={t('questions.placeholder')}
        />
      )}
    </Field>
  )
}
