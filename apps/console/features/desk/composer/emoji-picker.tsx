import { SmileOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './emoji-picker.module.css'

/** What people at a service desk write; a keyboard of all there are would be slower. */
const EMOJI = [
  ...['😊', '😄', '🙂', '😉', '🤗', '😅', '🥰', '😌', '🤔', '😔', '😢', '🙏', '👍', '👌', '👏', '🤝'],
  ...['💪', '✌️', '❤️', '🌹', '🎁', '🎉', '🎂', '☀️', '⏰', '📦', '🚚', '💰', '🧾', '📞', '✅', '❗'],
]

export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation('desk')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles.grid}>
          {EMOJI.map((emoji) => (
            <button
              key={emoji}
              type="button"
              onClick={() => {
                setOpen(false)
                onPick(emoji)
              }}
            >
              {emoji}
            </button>
          ))}
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={<SmileOutlined aria-hidden />}
        aria-label={t('composer.emoji')}
        title={t('composer.emoji')}
      />
    </Popover>
  )
}
