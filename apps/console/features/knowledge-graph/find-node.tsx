import { SearchOutlined } from '@ant-design/icons'
import { AutoComplete, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './graph.module.css'
import { KINDS, nodeTitle } from './node-kinds.tsx'
import { usePictureAround } from './use-graph.ts'

const SHOWN = 12

/** Finds a thing by code, name or id and shows what is around it; `/` goes there from anywhere on the page. */
export function FindNode({ around, onFind }: { around: string; onFind: (around: string) => void }) {
  const { t } = useTranslation(['knowledge-graph', 'lists'])
  const { locale } = usePreferences()
  const field = useRef<{ focus: () => void }>(null)
  const nodes = usePictureAround('', 1).data?.nodes ?? []
  const found = nodes.find(({ id }) => id === around)
  const name = found ? nodeTitle(found, locale) : around
  const [typed, setTyped] = useState(name)
  useEffect(() => setTyped(name), [name])
  useCommands([
    {
      ...{ id: 'graph:search', title: t('knowledge-graph:searchFor'), group: t('lists:keys'), keys: '/' },
      ...{ keyOnly: true, run: () => field.current?.focus() },
    },
  ])
  const wanted = typed.trim().toLowerCase()
  const options = nodes
    .filter((node) =>
      [node.title, node.titleEn, node.ref, node.data.code ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    )
    .slice(0, SHOWN)
  return (
    <AutoComplete
      className={styles.find}
      value={typed}
      onChange={(text?: string) => {
        setTyped(text ?? '')
        if (!text) onFind('')
      }}
      onSelect={(id) => onFind(id ?? '')}
      options={options.map((node) => ({
        value: node.id,
        label: (
          <span className={styles.option}>
            <span style={{ color: KINDS[node.kind].color }}>{KINDS[node.kind].icon}</span>
            {node.data.code && <code>{node.data.code}</code>}
            <span>{nodeTitle(node, locale)}</span>
          </span>
        ),
      }))}
    >
      <Input
        ref={(input) => {
          field.current = input
        }}
        allowClear
        aria-label={t('knowledge-graph:searchFor')}
        placeholder={t('knowledge-graph:searchFor')}
        prefix={<SearchOutlined aria-hidden />}
        suffix={typed ? undefined : <Kbd keys="/" />}
        onPressEnter={() => wanted && !options.some(({ id }) => id === typed) && onFind(typed.trim())}
      />
    </AutoComplete>
  )
}
