import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef, Modal } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './picker.module.css'

export type IntentOption = { value: string; label: string; hint?: string }

type Props = {
  title: string
  options: readonly IntentOption[]
  onPick: (intentId: string) => void
  onClose: () => void
}

/** All intents, found by typing; arrows and Enter choose. */
export function IntentPicker({ title, options, onPick, onClose }: Props) {
  const field = useRef<InputRef>(null)
  // The window itself would focus its close button.
  const focus = (open: boolean) => open && field.current?.focus()
  return (
    <Modal open title={title} footer={null} width={460} onCancel={onClose} afterOpenChange={focus} destroyOnHidden>
      <PickerBody field={field} options={options} onPick={onPick} />
    </Modal>
  )
}

type BodyProps = Pick<Props, 'options' | 'onPick'> & { field: RefObject<InputRef | null> }

function PickerBody({ field, options, onPick }: BodyProps) {
  const { t } = useTranslation('learning')
  const [text, setText] = useState('')
  const [marked, setMarked] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const wanted = text.trim().toLowerCase()
  const found = options.filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(wanted))
  const at = Math.min(marked, found.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked line is found in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) setMarked((at + step + found.length) % Math.max(1, found.length))
    const chosen = found[at]
    if (event.key === 'Enter' && chosen) onPick(chosen.value)
    if (step || event.key === 'Enter') event.preventDefault()
  }
  return (
    <>
      <Input
        ref={field}
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('picker.search')}
        aria-label={t('picker.search')}
        role="combobox"
        aria-expanded
        aria-controls="intent-picker"
        aria-activedescendant={`intent-${at}`}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setMarked(0)
        }}
        onKeyDown={onKey}
      />
      <div id="intent-picker" ref={list} role="listbox" className={styles.list} aria-label={t('picker.all')}>
        {found.map(({ value, label, hint }, index) => (
          <div
            key={value}
            id={`intent-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onMouseMove={() => setMarked(index)}
            onClick={() => onPick(value)}
            onKeyDown={onKey}
          >
            <span>{label}</span>
            <span className={styles.hint}>{hint ?? value}</span>
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>{t('picker.none', { text })}</p>}
      </div>
    </>
  )
}
