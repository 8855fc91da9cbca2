import { NumberOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Key } from '../../../../src/voice/contract.ts'
import { usePhoneWidth } from './call-button.tsx'
import styles from './phone.module.css'

const KEYS: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const SHOWN = 16

/** Keys towards the customer and the numbers in the call; what was pressed stays in sight. */
export function Keypad({ onKey }: { onKey: (key: Key) => void }) {
  const { t } = useTranslation('phone')
  const narrow = usePhoneWidth()
  const [pressed, setPressed] = useState('')
  const press = (key: Key) => {
    onKey(key)
    setPressed((before) => (before + key).slice(-SHOWN))
  }
  const pad = (
    <div className={styles.keypad}>
      <output aria-label={t('keysPressed')}>{pressed || ' '}</output>
      {KEYS.map((key) => (
        <Button key={key} onClick={() => press(key)}>
          {key}
        </Button>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottom" content={pad} onOpenChange={(open) => open && setPressed('')}>
      <Button type="text" icon={<NumberOutlined aria-hidden />} {...(narrow ? { 'aria-label': t('keypad') } : {})}>
        {!narrow && t('keypad')}
      </Button>
    </Popover>
  )
}
