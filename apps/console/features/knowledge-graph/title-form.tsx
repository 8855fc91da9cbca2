import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphNode } from '../../../../src/knowledge/graph/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './graph.module.css'
import type { Graph } from './use-graph.ts'

/** The names of a thing in both languages. */
export function TitleForm({ node, graph }: { node: GraphNode; graph: Graph }) {
  const { t } = useTranslation(['knowledge-graph', 'lists'])
  const [title, setTitle] = useState(node.title)
  const [titleEn, setTitleEn] = useState(node.titleEn)
  const changed = title.trim() !== node.title || titleEn.trim() !== node.titleEn
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && title.trim())
          void graph.change('edited', [{ op: 'edit-node', id: node.id, title: title.trim(), titleEn: titleEn.trim() }])
      }}
    >
      <Field label={t('knowledge-graph:field.title')} id="node-title">
        <Input id="node-title" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t('knowledge-graph:field.titleEn')} id="node-title-en">
        <Input
          id="node-title-en"
          maxLength={200}
          value={titleEn}
          onChange={(event) => setTitleEn(event.target.value)}
        />
      </Field>
      <Button size="small" htmlType="submit" disabled={!changed || !title.trim()} loading={graph.busy}>
        {t('lists:save')}
      </Button>
    </form>
  )
}
