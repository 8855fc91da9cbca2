import { Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeKind } from '../../../../src/knowledge/graph/contract.ts'
import { Field } from '../../components/list/field.tsx'
import { usePreferences } from '../../preferences.ts'
import { ArticleSelect } from './article-select.tsx'
import styles from './graph.module.css'
import { KINDS, NODE_KINDS, nodeTitle } from './node-kinds.tsx'
import type { Graph } from './use-graph.ts'
import { useNewNode } from './use-new-node.ts'

type Props = { graph: Graph; onClose: () => void; onAdded: (id: string) => void }

/** A new thing of any kind, joined at once with what it belongs to. */
export function AddNode({ graph, onClose, onAdded }: Props) {
  const { t } = useTranslation(['knowledge-graph', 'shell'])
  const { locale } = usePreferences()
  const [typed, setTyped] = useState('')
  const form = useNewNode({ graph, onClose, onAdded })
  const { kind, values, set } = form
  const text = (name: 'ref' | 'title' | 'titleEn' | 'url', label: string, hint?: string) => (
    <Field label={label} id={`new-${name}`} hint={hint} problem={form.problem(name)}>
      <Input
        id={`new-${name}`}
        maxLength={name === 'url' ? 500 : 120}
        value={values[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <Modal
      open
      width={520}
      title={t('knowledge-graph:add.title')}
      okText={t('knowledge-graph:add.act')}
      cancelText={t('shell:cancel')}
      confirmLoading={graph.busy}
      onOk={() => void form.add()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Segmented<NodeKind>
          block
          value={kind}
          onChange={form.setKind}
          options={NODE_KINDS.map((value) => ({
            value,
            label: t(`knowledge-graph:kind.${value}`),
            icon: KINDS[value].icon,
          }))}
        />
        {kind === 'article' ? (
          <ArticleSelect
            problem={form.problem('ref')}
            onChoose={(article) => set({ ref: article.id, title: article.title })}
          />
        ) : (
          <>
            {text('title', t('knowledge-graph:field.title'))}
            {text('titleEn', t('knowledge-graph:field.titleEn'))}
            {text('ref', t(`knowledge-graph:ref.${kind}`), t(`knowledge-graph:refHint.${kind}`))}
            {kind === 'video' && text('url', t('knowledge-graph:field.url'))}
          </>
        )}
        <Field label={t('knowledge-graph:add.join')} id="new-join" hint={t('knowledge-graph:add.joinHint')}>
          <Select
            id="new-join"
            mode="multiple"
            value={values.joined}
            onChange={(joined: string[]) => set({ joined })}
            showSearch={{ optionFilterProp: 'label', searchValue: typed, onSearch: setTyped }}
            options={form.joinable.map((node) => ({ value: node.id, label: nodeTitle(node, locale) }))}
          />
        </Field>
      </div>
    </Modal>
  )
}
