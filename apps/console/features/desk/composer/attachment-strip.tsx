import { CloseOutlined, FileOutlined, ShoppingOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './composer.module.css'
import type { Attachment } from './use-attachments.ts'

/** What goes out with the message, each to be seen and taken off before. */
export function AttachmentStrip({
  attachments,
  onDrop,
}: {
  attachments: readonly Attachment[]
  onDrop: (key: string) => void
}) {
  const { t } = useTranslation('desk')
  if (attachments.length === 0) return null
  return (
    <ul className={styles.strip}>
      {attachments.map((attachment) => {
        const name = attachment.kind === 'card' ? attachment.part.title : attachment.name
        return (
          <li key={attachment.key} className={styles.attachment}>
            <Picture attachment={attachment} />
            <span className={styles.attachmentName} title={name}>
              {name}
            </span>
            {attachment.kind === 'file' && !attachment.part && (
              <Progress
                type="circle"
                size={16}
                percent={Math.round(attachment.share * 100)}
                showInfo={false}
                strokeWidth={14}
              />
            )}
            <button type="button" aria-label={t('composer.takeOff', { name })} onClick={() => onDrop(attachment.key)}>
              <CloseOutlined aria-hidden />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Picture({ attachment }: { attachment: Attachment }) {
  if (attachment.kind === 'card')
    return attachment.part.image ? <img src={attachment.part.image} alt="" /> : <ShoppingOutlined aria-hidden />
  return attachment.preview ? <img src={attachment.preview} alt="" /> : <FileOutlined aria-hidden />
}
