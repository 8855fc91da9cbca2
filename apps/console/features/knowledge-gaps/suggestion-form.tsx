import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSuggestion } from '../../../../src/knowledge/gaps/contract.ts'
import { Field } from '../../components/list/field.tsx'
import { useDepartments } from '../knowledge/use-departments.ts'
import { DraftByModel } from './draft-by-model.tsx'
import styles from './gaps.module.css'
import type { SuggestionActs } from './use-suggestion.ts'

type Props = { suggestion: ArticleSuggestion; acts: SuggestionActs; onClose: () => void }

/** The draft of a missing article, to be completed before it is kept. */
export function SuggestionForm({ suggestion, acts, onClose }: Props) {
  const { t } = useTranslation(['knowledge-gaps', 'knowledge', 'shell'])
  const { options } = useDepartments()
  const [title, setTitle] = useState(suggestion.title)
  const [body, setBody] = useState(suggestion.body)
  const [questions, setQuestions] = useState(
    suggestion.questions.length > 0 ? suggestion.questions : suggestion.examples.slice(0, 20),
  )
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const asked = questions.length > 0 ? questions : [title.trim()].filter(Boolean)
  const [tried, setTried] = useState(false)
  const lacking = (text: string) => (tried && !text.trim() ? t('knowledge-gaps:suggestions.lacking') : undefined)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (title.trim() && body.trim())
          acts.accept.mutate({ title: title.trim(), body: body.trim(), questions, departmentId })
      }}
    >
      <DraftByModel
        input={{ language: suggestion.language, questions: asked.slice(0, 50), notes: body.trim().slice(0, 8000) }}
        onDraft={(draft) => {
          setTitle(draft.title)
          setBody(draft.body)
          setQuestions(draft.questions)
        }}
      />
      <Field label={t('knowledge:field.title')} id="gap-title" problem={lacking(title)}>
        <Input id="gap-title" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t('knowledge:field.body')} id="gap-body" problem={lacking(body)}>
        <Input.TextArea
          id="gap-body"
          autoFocus
          autoSize={{ minRows: 4, maxRows: 16 }}
          maxLength={20000}
          value={body}
          onChange={(event) => setBody(event.target.value)}
          placeholder={t('knowledge:placeholder.body')}
        />
      </Field>
      <Field label={t('knowledge:field.questions')} id="gap-questions">
        <Select
          id="gap-questions"
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['\n']}
          value={questions}
          onChange={setQuestions}
        />
      </Field>
      {options.length > 0 && (
        <Field label={t('knowledge:field.departmentId')} id="gap-department">
          <Select
            id="gap-department"
            allowClear
            value={departmentId}
            onChange={(id?: string | null) => setDepartmentId(id ?? null)}
            placeholder={t('knowledge:noDepartment')}
            options={options}
          />
        </Field>
      )}
      <div className={styles.formActs}>
        <Button onClick={onClose}>{t('shell:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={acts.accept.isPending}>
          {t('knowledge-gaps:suggestions.accept')}
        </Button>
      </div>
    </form>
  )
}
