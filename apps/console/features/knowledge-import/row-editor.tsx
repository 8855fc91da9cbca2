import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from '../../../../src/knowledge/import/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './import.module.css'
import type { ImportDesk } from './use-import-job.ts'

/** Changes one row before it becomes an article. */
export function RowEditor({ row, desk, onClose }: { row: ImportRow; desk: ImportDesk; onClose: () => void }) {
  const { t } = useTranslation(['knowledge-import', 'knowledge', 'lists', 'shell'])
  const [content, setContent] = useState(row.content)
  const save = async () => {
    const { title, body, questions } = content
    await desk.change.mutateAsync({ n: row.n, content: { title, body, questions } }).then(onClose, () => undefined)
  }
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={t('knowledge:field.title')} id={`row-title-${row.n}`}>
        <Input
          id={`row-title-${row.n}`}
          autoFocus
          maxLength={200}
          value={content.title}
          onChange={(event) => setContent({ ...content, title: event.target.value })}
        />
      </Field>
      <Field label={t('knowledge:field.body')} id={`row-body-${row.n}`}>
        <Input.TextArea
          id={`row-body-${row.n}`}
          autoSize={{ minRows: 3, maxRows: 14 }}
          maxLength={20000}
          value={content.body}
          onChange={(event) => setContent({ ...content, body: event.target.value })}
        />
      </Field>
      <Field label={t('knowledge:field.questions')} id={`row-questions-${row.n}`}>
        <Select
          id={`row-questions-${row.n}`}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['\n']}
          value={content.questions}
          onChange={(questions: string[]) => setContent({ ...content, questions })}
        />
      </Field>
      <div className={styles.editorActs}>
        <Button onClick={onClose}>{t('shell:cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={desk.change.isPending}
          disabled={!content.title.trim() || !content.body.trim()}
        >
          {t('lists:save')}
        </Button>
      </div>
    </form>
  )
}
