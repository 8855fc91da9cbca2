import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './copy-field.module.css'
import { useCopied } from './use-copied.ts'

/** A secret, link or piece of code to take away. */
export function CopyField({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('lists')
  const { copied, copy } = useCopied()
  return (
    <div className={styles.field}>
      <figure className={styles.figure} aria-label={label}>
        <pre className={styles.text}>{text}</pre>
      </figure>
      <Button
        size="small"
        icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
        onClick={() => copy(text)}
        className={styles.button}
      >
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  )
}
