import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../kbd.tsx'
import styles from './list.module.css'
import { useSearchText } from './use-search-text.ts'

/** The list's search box; `/` goes there from anywhere on the page. */
export function SearchField({ value, onChange, placeholder, width = 280 }: SearchFieldProps) {
  const { t } = useTranslation('lists')
  const field = useRef<InputRef>(null)
  const text = useSearchText(value, onChange)
  useCommands([
    {
      id: 'list:search',
      title: t('search'),
      group: t('keys'),
      keys: '/',
      keyOnly: true,
      run: () => field.current?.focus({ cursor: 'all' }),
    },
  ])
  return (
    <Input
      ref={field}
      className={styles.search}
      style={{ width }}
      allowClear
      type="search"
      aria-label={placeholder}
      prefix={<SearchOutlined aria-hidden className={styles.faint} />}
      suffix={text.shown ? undefined : <Kbd keys="/" />}
      placeholder={placeholder}
      value={text.shown}
      onChange={(event) => text.type(event.target.value)}
      onCompositionStart={() => text.compose(true)}
      onCompositionEnd={() => text.compose(false)}
      onPressEnter={() => text.commit()}
    />
  )
}

type SearchFieldProps = { value: string; onChange: (value: string) => void; placeholder: string; width?: number }
