import { PlusOutlined } from '@ant-design/icons'
import { Dropdown, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { PRIORITIES } from '../../../../src/desk/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { useTags } from '../conversations/use-tags.ts'
import { useTending } from './actions/use-tending.ts'
import styles from './filing.module.css'

/** Under the name: how urgent, and the tags; both change with a click. */
export function Filing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('desk')
  const { tag, prioritise } = useTending(conversation)
  const [adding, setAdding] = useState(false)
  const known = useTags().filter((one) => !conversation.tags.includes(one))
  useCommands([
    { id: 'desk:tag', title: t('filing.add'), group: t('keys.group'), keys: 'alt+g', run: () => setAdding(true) },
  ])
  const level = conversation.priority >= PRIORITIES.urgent ? 'urgent' : conversation.priority > 0 ? 'first' : 'ordinary'
  return (
    <div className={styles.line}>
      <Dropdown
        trigger={['click']}
        disabled={conversation.status === 'closed'}
        menu={{
          items: (['ordinary', 'first', 'urgent'] as const).map((key) => ({ key, label: t(`filing.${key}`) })),
          selectedKeys: [level],
          onClick: ({ key }) => void prioritise(PRIORITIES[key as keyof typeof PRIORITIES]),
        }}
      >
        <button
          type="button"
          className={`${styles.level} ${styles[level]}`}
          aria-label={`${t('filing.priority')}: ${t(`filing.${level}`)}`}
        >
          {t(`filing.${level}`)}
        </button>
      </Dropdown>
      {conversation.tags.map((one) => (
        <Tag key={one} className={styles.tag ?? ''} closable onClose={() => void tag([], [one])}>
          {one}
        </Tag>
      ))}
      {adding ? (
        <Select
          autoFocus
          defaultOpen
          size="small"
          mode="tags"
          value={[]}
          options={known.map((one) => ({ value: one, label: one }))}
          style={{ width: 130 }}
          aria-label={t('filing.add')}
          onSelect={(one: string) => {
            setAdding(false)
            void tag([one.slice(0, 30)])
          }}
          onBlur={() => setAdding(false)}
        />
      ) : (
        <button type="button" className={styles.add} onClick={() => setAdding(true)}>
          <PlusOutlined aria-hidden /> {t('filing.tag')}
        </button>
      )}
    </div>
  )
}
