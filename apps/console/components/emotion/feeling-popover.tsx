import { SmileOutlined } from '@ant-design/icons'
import { Popover, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CorrectFeeling } from './correct-feeling.tsx'

type Props = { conversationId: string; seq: number; className?: string | undefined; openClass?: string | undefined }

/** Beside a customer's message: says what he really felt when it was read wrongly. */
export function FeelingPopover({ conversationId, seq, className = '', openClass = '' }: Props) {
  const { t } = useTranslation('emotion')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      title={t('correct.title')}
      content={<CorrectFeeling conversationId={conversationId} seq={seq} onDone={() => setOpen(false)} />}
    >
      <Tooltip title={open ? '' : t('correct.hint')} mouseEnterDelay={0.4}>
        <button
          type="button"
          className={open ? `${className} ${openClass}` : className}
          aria-label={t('correct.open')}
          aria-expanded={open}
        >
          <SmileOutlined aria-hidden />
        </button>
      </Tooltip>
    </Popover>
  )
}
